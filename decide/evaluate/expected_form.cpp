#include "decide/evaluate/expected_form.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "decide/evaluate/planted_fault.hpp"
#include "decide/evaluate/point_process.hpp"
#include "sim/process.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

namespace {

std::optional<Rational> worked_out(const Point& point, std::vector<Rational> from, QuadraticForm form,
                                   std::uint32_t time) {
    const std::size_t parts = from.size();
    AffineMoments moments(std::move(from), std::move(form));
    const ResolvedProcess process = resolved(point);
    try {
        std::optional<AffineStep> same;
        for (std::uint32_t t = 0; t < time; ++t) {
            if (!same) {
                const auto step = process.affine_step(t, parts);
                if (!step) return std::nullopt;
                if (!process.steady()) {
                    moments.step(*step);
                    continue;
                }
                same = *step;
            }
            moments.step(*same);
        }
    } catch (const ProcessError&) {  // a part of the step is irrational, say: the chain says what is wrong
        return std::nullopt;
    }
    return moments.expected();
}

// All that the number depends on, in the order in which it differs.
struct Asked {
    std::uint32_t time = 0;
    std::uint32_t K = 0;
    std::optional<std::uint32_t> N;
    std::vector<Rational> from;
    QuadraticForm form;
    std::map<std::string, Rational> scalars;
    ByName<std::vector<Rational>> distributions;
    std::map<std::string, std::vector<Rational>> observables;
    std::map<std::string, std::string> strings;
    ProcessKey process;

    bool operator==(const Asked& other) const {
        const bool forgets = planted(PlantedFault::moment_key_without_start);
        return time == other.time && K == other.K && N == other.N &&
               (forgets || (from == other.from && distributions == other.distributions)) &&
               form == other.form && scalars == other.scalars && observables == other.observables &&
               strings == other.strings && process == other.process;
    }
};

}  // namespace

std::optional<Rational> expected_form(const Point& point, std::vector<Rational> from, QuadraticForm form,
                                      std::uint32_t time) {
    constexpr std::size_t most_parts = 64;  // long ones are asked for by few, and take room
    if (from.size() > most_parts) return worked_out(point, std::move(from), std::move(form), time);
    struct Known {
        Asked asked;
        std::optional<Rational> value;
    };
    thread_local std::array<std::optional<Known>, 8> known;
    thread_local std::size_t next = 0;
    Asked asked{time,
                point.K,
                point.N,
                std::move(from),
                std::move(form),
                point.scalars,
                point.distributions,
                point.observables,
                point.strings,
                ProcessKey(point.process)};
    for (const auto& one : known)
        if (one && one->asked == asked) return one->value;
    std::optional<Rational> value = worked_out(point, asked.from, asked.form, time);
    known[next] = Known{std::move(asked), value};
    next = (next + 1) % known.size();
    return value;
}

}  // namespace groundcheck
