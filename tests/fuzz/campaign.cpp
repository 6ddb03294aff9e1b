#include "tests/fuzz/campaign.hpp"

#include "tests/fuzz/generate.hpp"

namespace groundcheck::fuzz {

void Counts::add(const Judgement& judgement) {
    ++claims;
    points += judgement.points;
    passed_over += judgement.passed_over;
    witnesses += judgement.witnesses;
    switch (judgement.ending) {
        case Ending::proved:
            ++proved;
            break;
        case Ending::refuted:
            ++refuted;
            break;
        case Ending::undecided:
            ++undecided;
            break;
        case Ending::refused:
            ++refused;
            break;
        case Ending::rejected:
            ++rejected;
            break;
    }
}

std::string to_text(const Counts& counts) {
    const auto line = [](const char* name, std::uint64_t count) {
        return std::string(name) + std::to_string(count) + "\n";
    };
    return line("claims generated    ", counts.claims) + line("  proved            ", counts.proved) +
           line("  refuted           ", counts.refuted) + line("  undecided         ", counts.undecided) +
           line("  refused           ", counts.refused) + line("  no claim          ", counts.rejected) +
           line("points compared     ", counts.points) + line("  passed over       ", counts.passed_over) +
           line("witnesses confirmed ", counts.witnesses);
}

Counts run(const Campaign& campaign) {
    Counts counts;
    for (std::uint64_t number = campaign.from; number < campaign.from + campaign.claims; ++number) {
        if (campaign.before) campaign.before(number);
        Recipe recipe = generate(campaign.seed, number);
        const Judgement judgement = judge(recipe, campaign.judge);
        counts.add(judgement);
        if (campaign.after) campaign.after(judgement, recipe);
        for (const Failure& failure : judgement.failures)
            if (campaign.found && !campaign.found({number, recipe, failure})) return counts;
        if (campaign.stop && campaign.stop()) break;
    }
    return counts;
}

}  // namespace groundcheck::fuzz
