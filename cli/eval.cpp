// groundcheck eval: the rigorous calculator, on the command line or line by line from standard input.
#include <iostream>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "decide/evaluate/calculator.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/syntax.hpp"

namespace groundcheck::cli {

namespace {

struct EvalOptions {
    std::vector<std::string> expressions;
    std::string kernel = "ball";
    int digits = 20;
    std::optional<long> bits;
    bool hex = false;
};

// Enough bits that the last digit asked for is decided by rounding, not by the arithmetic: log2(10) < 3.33 a
// digit, and 64 to spare.
Precision working_precision(const EvalOptions& options) {
    return options.bits ? Precision{*options.bits} : Precision{64 + (options.digits * 10 + 2) / 3};
}

std::string notes_text(const std::vector<DomainNote>& notes) {
    std::string text;
    for (const auto& note : notes)
        text += "note: column " + std::to_string(note.where.column) + ": " + note.message + "\n";
    return text;
}

struct Answer {
    std::string value;
    std::string notes;
    bool undefined = false;
};

template <NumberKernel Kernel>
Answer calculate(Kernel kernel, const Expression& expression, const EvalOptions& options) {
    Calculator<Kernel> calculator(kernel);
    const auto value = calculator.value(expression);
    Answer answer;
    answer.notes = notes_text(calculator.notes());
    answer.undefined = kernel.is_empty(value);
    if constexpr (std::is_same_v<Kernel, ExactKernel>) {
        answer.value = kernel.to_string(value, options.digits);
    } else {
        answer.value = options.hex ? kernel.to_hex(value) : kernel.to_string(value, options.digits);
    }
    return answer;
}

Answer calculate(const Expression& expression, const EvalOptions& options) {
    const Precision bits = working_precision(options);
    if (options.kernel == "mpfi") return calculate(MpfiKernel(bits), expression, options);
    if (options.kernel == "double") return calculate(DoubleKernel(), expression, options);
    if (options.kernel == "exact") return calculate(ExactKernel(), expression, options);
    if (options.kernel == "ball") return calculate(BallKernel(bits), expression, options);
    throw std::logic_error("the kernel " + options.kernel + " is not one of the option's");
}

Answer answer(const std::string& text, const EvalOptions& options) {
    const Source source(text);
    const ExpressionPtr expression = parse_calculator(source);
    try {
        return calculate(*expression, options);
    } catch (const CalculationError& error) {
        throw source.error(error.where, error.what(), error.hint);
    }
}

// One expression: its value on standard output, what is to be said about it on standard error.
void evaluate(const std::string& text, const EvalOptions& options, Context& context) {
    const Answer result = answer(text, options);
    std::cout << result.value << "\n";
    std::cerr << result.notes;
    if (result.undefined) context.exit_code = exit_bad_input;
}

// A line of a stream, without its line break; of a line that is too long, its beginning only: what is not
// kept is read and let go.
struct Line {
    std::string text;
    bool too_long = false;
};

std::optional<Line> next_line(std::istream& stream) {
    using Traits = std::istream::traits_type;
    std::streambuf& buffer = *stream.rdbuf();
    if (Traits::eq_int_type(buffer.sgetc(), Traits::eof())) return std::nullopt;
    Line line;
    for (int next = buffer.sbumpc(); !Traits::eq_int_type(next, Traits::eof()) && next != '\n';
         next = buffer.sbumpc()) {
        line.too_long =
            line.too_long || line.text.size() == max_statement + 1;  // one for the carriage return
        if (!line.too_long) line.text += Traits::to_char_type(next);
    }
    if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
    line.too_long = line.too_long || line.text.size() > max_statement;
    return line;
}

bool is_blank_or_comment(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\v\f\r");
    return first == std::string::npos || text[first] == '#';
}

// Every expression gets a line of answer, so that answers stay in step; what is no expression gets "error".
// Blank lines and comments, from # on, are no expressions and get nothing.
void evaluate_lines(const EvalOptions& options, Context& context) {
    std::size_t answers = 0;
    std::size_t number = 1;
    for (; const auto line = next_line(std::cin); ++number) {
        if (!line->too_long && is_blank_or_comment(line->text)) continue;
        ++answers;
        try {
            if (line->too_long)
                throw InputError("", "the line is longer than " + std::to_string(max_statement) + " bytes",
                                 "write one expression a line");
            evaluate(line->text, options, context);
        } catch (const InputError& error) {
            std::cout << "error\n";
            std::cerr << "line " << number << " of standard input: " << error.what() << "\n";
            context.exit_code = exit_bad_input;
        }
    }
    if (answers == 0)
        throw InputError("", "standard input has no expression",
                         "write one a line, or give them as arguments: groundcheck eval \"log(2)\"");
}

void run(const EvalOptions& options, Context& context) {
    for (const auto& expression : options.expressions)
        evaluate(expression, options, context);
    if (options.expressions.empty()) evaluate_lines(options, context);
}

}  // namespace

void add_eval_command(Command app, Context& context) {
    auto options = std::make_shared<EvalOptions>();
    Command command = app.add_command("eval", "Enclose the value of an expression, rigorously");
    command.add_option("expressions", options->expressions,
                       "Expressions such as 'log([0x1p-1, 0x1.8p+3])'; none: one a line from standard input");
    command.add_option("--kernel", options->kernel, "The arithmetic: ball (Arb), mpfi, double, or exact")
        .one_of({"ball", "mpfi", "double", "exact"})
        .with_default();
    command.add_option("--digits", options->digits, "Significant decimal digits, rounded outward")
        .between(1, 100000)
        .with_default();
    command
        .add_option("--bits", options->bits,
                    "Working precision of ball and mpfi (default: what the digits need)")
        .between(2L, 10000000L);
    command.add_flag("--hex", options->hex, "Endpoints as hexadecimal doubles, rounded outward");
    command.on_run([options, &context] { run(*options, context); });
}

}  // namespace groundcheck::cli
