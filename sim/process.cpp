#include "sim/process.hpp"

#include <algorithm>
#include <tuple>

#include "theorems/language/build_expression.hpp"

namespace groundcheck {

namespace {

const Process& plain() {
    static const Process process;
    return process;
}

const Process& of(const Process* process) { return process == nullptr ? plain() : *process; }

const char* const of_gaussian = "the Gaussian family has no symbols";
const char* const of_strings = "the program learner's law is no sum over symbols";
const char* const of_numbers = "a recursion has no symbols, only numbers";

// Visits the family once: `symbols` with the symbols' process, and a reason for the others.
template <class Thing, class Ask>
Offer<Thing> of_symbols(const Process* process, const Ask& ask) {
    struct Visitor {
        const Ask& ask;
        Offer<Thing> operator()(const SymbolProcess& symbols) const { return ask(symbols); }
        Offer<Thing> operator()(const GaussianProcess&) const { return Declined{of_gaussian}; }
        Offer<Thing> operator()(const ProgramProcess&) const { return Declined{of_strings}; }
        Offer<Thing> operator()(const RecursionProcess&) const { return Declined{of_numbers}; }
    };
    return std::visit(Visitor{ask}, of(process).family);
}

struct Forms {
    AffineForm train, fit;
};

// The plain train, written out: alpha and P are the step's own.
AffineForm plain_train() {
    const ExpressionPtr share = built(Node::parameter, {}, {}, "alpha");
    AffineForm form = AffineForm::of("Q");
    form.slopes = {{"P", share}, {"Q", built(Node::sub, {built_number(1, {}), share}, {})}};
    return form;
}

Offer<Forms> forms_of(const SymbolProcess& process) {
    Forms forms{plain_train(), AffineForm::of(fit_frequencies)};
    if (process.train) {
        const auto form = affine_form_of_distribution(process.train);
        if (!form) return Declined{"in its train, " + form.reason()};
        forms.train = *form;
    }
    if (process.fit) {
        const auto form = affine_form(process.fit, fit_symbol);
        if (!form) return Declined{"in its fit, " + form.reason()};
        forms.fit = *form;
    }
    return forms;
}

// Where a form keeps one symbol from being looked at alone; empty if nowhere.
std::string ties(const std::string& what, const AffineForm& form, bool any_alphabet) {
    if (const std::string others = speaks_of_others(form); !others.empty())
        return "its " + what + " speaks of other symbols: " + others;
    if (any_alphabet && (form.rest || depends_on_alphabet(form)))
        return "its " + what + " ties a symbol's mass to the number of symbols";
    return "";
}

}  // namespace

StateSpace state_space(const Process* process) {
    struct Visitor {
        StateSpace operator()(const SymbolProcess&) const { return StateSpace::symbols; }
        StateSpace operator()(const GaussianProcess&) const { return StateSpace::gaussian; }
        StateSpace operator()(const ProgramProcess&) const { return StateSpace::strings; }
        StateSpace operator()(const RecursionProcess&) const { return StateSpace::numbers; }
    };
    return std::visit(Visitor{}, of(process).family);
}

std::strong_ordering ProcessKey::operator<=>(const ProcessKey& other) const {
    if (process_ == other.process_) return std::strong_ordering::equal;
    return order(of(process_.get()), of(other.process_.get()));
}

namespace {

bool same_places(const Expression& a, const Expression& b) {
    const auto place = [](const Expression& e) {
        return std::tie(e.where.line, e.where.column, e.where.length);
    };
    return place(a) == place(b) &&
           std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(),
                      [](const auto& x, const auto& y) { return same_places(*x, *y); });
}

// Every expression of a process, null where it says nothing.
std::vector<ExpressionPtr> expressions_of(const Process& process) {
    struct Visitor {
        std::vector<ExpressionPtr> operator()(const SymbolProcess& p) const {
            std::vector<ExpressionPtr> all = {p.alpha, p.samples, p.train, p.fit};
            for (const World& world : p.worlds)
                all.insert(all.end(), {world.law, world.weight});
            return all;
        }
        std::vector<ExpressionPtr> operator()(const GaussianProcess& p) const {
            return {p.samples, p.alpha, p.world_mean, p.world_variance};
        }
        std::vector<ExpressionPtr> operator()(const ProgramProcess& p) const {
            return {p.noise, p.alpha, p.penalty};
        }
        std::vector<ExpressionPtr> operator()(const RecursionProcess& p) const {
            std::vector<ExpressionPtr> all = {p.alpha};
            for (const auto& [name, step] : p.steps)
                all.push_back(step);
            return all;
        }
    };
    return std::visit(Visitor{}, process.family);
}

}  // namespace

bool same_with_places(const Process* a, const Process* b) {
    if (a == b) return true;
    if (order(of(a), of(b)) != 0) return false;
    const auto first = expressions_of(of(a)), second = expressions_of(of(b));
    return std::equal(
        first.begin(), first.end(), second.begin(), second.end(),
        [](const ExpressionPtr& x, const ExpressionPtr& y) { return !x || same_places(*x, *y); });
}

namespace {

struct Needing {
    ProcessNeeds operator()(const SymbolProcess& process) const {
        ProcessNeeds needs;
        needs.share = !process.alpha;
        needs.samples = !process.samples;
        needs.schedules = without_null({process.alpha, process.samples});
        needs.rules = without_null({process.train, process.fit});
        needs.start = process.start;
        return needs;
    }
    ProcessNeeds operator()(const GaussianProcess& process) const {
        ProcessNeeds needs;
        needs.share = process.world_mean && !process.alpha;
        needs.samples = !process.samples;
        needs.schedules = without_null({process.alpha, process.samples});
        needs.rules = without_null({process.world_mean, process.world_variance});
        needs.names = {"mu", "s2"};
        return needs;
    }
    ProcessNeeds operator()(const ProgramProcess& process) const {
        ProcessNeeds needs;
        needs.share = !process.alpha;
        needs.schedules = without_null({process.alpha});
        needs.rules = without_null({process.noise, process.penalty});
        needs.names = {"m", "h", "world"};
        needs.start = process.start;
        return needs;
    }
    ProcessNeeds operator()(const RecursionProcess& process) const {
        ProcessNeeds needs;
        needs.share = needs.samples = false;  // what speaks of them says so
        needs.schedules = without_null({process.alpha});
        for (const auto& [name, step] : process.steps) {
            needs.schedules.push_back(step);
            needs.names.insert(name);
        }
        return needs;
    }
    static std::vector<ExpressionPtr> without_null(std::vector<ExpressionPtr> all) {
        std::erase(all, nullptr);
        return all;
    }
};

}  // namespace

ProcessNeeds needs_of(const Process* process) { return std::visit(Needing{}, of(process).family); }

std::vector<ExpressionPtr> symbol_rules(const Process* process) {
    const auto* symbols = std::get_if<SymbolProcess>(&of(process).family);
    std::vector<ExpressionPtr> rules;
    if (symbols == nullptr) return rules;
    if (symbols->train) rules.push_back(symbols->train);
    if (symbols->fit) rules.push_back(built(Node::sum, {symbols->fit}, {}, fit_symbol));
    for (const World& world : symbols->worlds)
        rules.push_back(world.law);
    return rules;
}

Offer<SymbolView> symbol_view(const Process* process, bool any_alphabet) {
    return of_symbols<SymbolView>(process, [&](const SymbolProcess& symbols) -> Offer<SymbolView> {
        const auto forms = forms_of(symbols);
        if (!forms) return Declined{forms.reason()};
        for (const auto& [what, form] : {std::pair("train", &forms->train), std::pair("fit", &forms->fit)})
            if (const std::string why = ties(what, *form, any_alphabet); !why.empty()) return Declined{why};
        return SymbolView{forms->train, forms->fit};
    });
}

Offer<MomentView> moment_view(const Process* process) {
    return of_symbols<MomentView>(process, [&](const SymbolProcess& symbols) -> Offer<MomentView> {
        const auto forms = forms_of(symbols);
        if (!forms) return Declined{forms.reason()};
        return MomentView{forms->train, forms->fit};
    });
}

Offer<ChainKind> finite_chain(const Process* process) {
    return of_symbols<ChainKind>(process, [&](const SymbolProcess& symbols) -> Offer<ChainKind> {
        const bool counts = !symbols.endless && symbols.models.size() < 2 &&
                            (!symbols.fit || of_counts(*symbols.fit, symbols));
        if (!counts && symbols.accumulate)
            return Declined{"what is made of accumulating data is made of the data alone"};
        return counts ? ChainKind::counts : ChainKind::models;
    });
}

Offer<PlainStep> plain_step(const Process* process) {
    return of_symbols<PlainStep>(process, [&](const SymbolProcess& symbols) -> Offer<PlainStep> {
        // All that a process has is compared, so that a member added later cannot be forgotten.
        SymbolProcess same_start;
        same_start.start = symbols.start;
        if (order(Process{symbols, ""}, Process{same_start, ""}) == 0) return PlainStep{};
        return Declined{"only the plain process's step is known, Q' = C/N, not that of " + process->text};
    });
}

Offer<PlainStep> plain_process(const Process* process) {
    const auto step = plain_step(process);
    if (step && needs_of(process).start == needs_of(nullptr).start) return step;
    return Declined{"over a continuum only the plain process is decided (Q' = C/N from Q)"};
}

Offer<PlainStep> plain_mixture(const Process* process) {
    return of_symbols<PlainStep>(process, [&](const SymbolProcess& symbols) -> Offer<PlainStep> {
        if (!symbols.train && !symbols.alpha && symbols.start == SymbolProcess{}.start) return PlainStep{};
        return Declined{"M is not alpha*P + (1-alpha)*Q of the domain's numbers: " + of(process).text};
    });
}

namespace {

// The fit's form, where the process without it is offered by `known`.
Offer<AffineForm> fit_beside(const Process* process, bool any_alphabet,
                             Offer<PlainStep> (*known)(const Process* process)) {
    return of_symbols<AffineForm>(process, [&](const SymbolProcess& symbols) -> Offer<AffineForm> {
        SymbolProcess samples = symbols;
        samples.fit = nullptr;
        const Process without{samples, of(process).text};
        if (!known(&without))
            return Declined{
                "over a continuum only the plain samples are known, and this process has more than "
                "a fit of its own: " +
                of(process).text};
        const auto view = symbol_view(process, any_alphabet);
        if (!view) return Declined{view.reason()};
        return view->fit;
    });
}

}  // namespace

Offer<AffineForm> fit_of_plain_step(const Process* process, bool any_alphabet) {
    return fit_beside(process, any_alphabet, plain_step);
}

Offer<AffineForm> fit_of_plain_samples(const Process* process, bool any_alphabet) {
    return fit_beside(process, any_alphabet, plain_process);
}

Offer<Replicated> replicated(const Process* process) {
    return of_symbols<Replicated>(process, [](const SymbolProcess&) { return Replicated{}; });
}

Offer<std::vector<World>> listed_worlds(const Process* process) {
    return of_symbols<std::vector<World>>(
        process, [](const SymbolProcess& symbols) -> Offer<std::vector<World>> {
            if (symbols.worlds.empty()) return Declined{"the process does not say which worlds there can be"};
            return symbols.worlds;
        });
}

namespace {

// Why the samples of a step are nothing that can be looked at, in any order or, `in_order`, as they come.
std::string hidden_samples(const Process* process, bool in_order) {
    struct Visitor {
        bool in_order;
        std::string shares() const {
            return in_order
                       ? "with an exact share it is not said which samples of the sequence are the world's"
                       : "";
        }
        std::string operator()(const SymbolProcess& symbols) const {
            if (symbols.endless) return "with N = \"infinity\" there are no samples to look at";
            if (symbols.models.size() > 1) return "each model of an ensemble has samples of its own";
            return symbols.exact_share ? shares() : "";
        }
        std::string operator()(const GaussianProcess&) const { return of_gaussian; }
        std::string operator()(const ProgramProcess& learner) const { return learner.exact ? shares() : ""; }
        std::string operator()(const RecursionProcess&) const { return of_numbers; }
    };
    return std::visit(Visitor{in_order}, of(process).family);
}

Offer<SampleView> offered_samples(const Process* process, bool in_order) {
    const std::string why = hidden_samples(process, in_order);
    if (!why.empty()) return Declined{why};
    return SampleView{};
}

}  // namespace

Offer<SampleView> sample_frequencies(const Process* process) { return offered_samples(process, false); }
Offer<SampleView> sample_sequence(const Process* process) { return offered_samples(process, true); }

Offer<ProgramProcess> learner_rules(const Process* process) {
    const auto* rules = std::get_if<ProgramProcess>(&of(process).family);
    if (rules != nullptr) return *rules;
    return Declined{"this process chooses among no strings"};
}

Offer<RecursionProcess> recursion_steps(const Process* process) {
    const auto* steps = std::get_if<RecursionProcess>(&of(process).family);
    if (steps != nullptr) return *steps;
    return Declined{"this process steps no numbers"};
}

std::vector<std::pair<std::string, std::string>> capabilities_of(const Process* process) {
    const auto chain = finite_chain(process);
    std::string moments = moment_view(process).reason(), laws = chain.reason();
    std::string draws = replicated(process).reason();
    // These two have laws of their own: gaussian.hpp and program_chain.hpp; and Gaussians replicates of their
    // own, gaussian_simulation.hpp.
    if (state_space(process) == StateSpace::gaussian) moments = draws = "";
    if (state_space(process) == StateSpace::strings) laws = "";
    return {{"one symbol at a time", symbol_view(process, false).reason()},
            {"every alphabet", symbol_view(process, true).reason()},
            {"closed moments", moments},
            {"finite chain", laws},
            {"continuum", fit_of_plain_samples(process, false).reason()},
            {"simulation", draws}};
}

}  // namespace groundcheck
