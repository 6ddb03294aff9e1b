// A form of one variable as a function that can be expanded anywhere in (0,1).
#pragma once

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "interval/continuum/bernstein.hpp"
#include "interval/continuum/form.hpp"
#include "interval/continuum/taylor.hpp"

namespace groundcheck::continuum {

// The enclosure of a form without expectations at variable = value: for tables of values.
Ball value_at(const BallKernel& kernel, const Form& form, std::size_t variable, const Rational& value);

template <NumberKernel Kernel>
class Function {
  public:
    using Value = typename Kernel::Value;
    using Series = std::vector<Value>;

    // Preconditions: the form mentions no other variable than `variable`; orders asked for do not exceed
    // `order`. Expectations that stand alone and have the same binomial law are summed into one table of
    // values, whatever their generations.
    Function(Kernel kernel, const Form& form, std::size_t variable, std::size_t order);

    // Encloses f^(j)(x)/j!, j = 0..order, for all x in [low, high] that lie in (0,1). Where f is singular at
    // an end the enclosures are unbounded or empty.
    Series series(const Rational& low, const Rational& high, std::size_t order);
    // The last of them alone, which is cheaper.
    Value coefficient(const Rational& low, const Rational& high, std::size_t order);
    const Kernel& kernel() const { return kernel_; }

  private:
    struct Table {
        BernsteinTable values;
        Polynomial probability;
    };
    struct Where {
        Rational low, high;
        std::size_t order = 0;
    };
    Series form_series(const Form& form, const Where& at);
    Series term_series(Polynomial coefficient, Factors factors, const Where& at);
    Series atom_series(const AtomPtr& atom, const Where& at);
    Series polynomial_series(const Polynomial& polynomial, const Where& at);
    // Takes the powers and the logarithm of `base` (the variable, or 1 minus it) out of a term.
    std::optional<Series> endpoint_series(const Polynomial& base, bool mirrored, Polynomial& coefficient,
                                          Factors& factors, const Where& at);
    Series table_series(Table& table, const Where& at, bool last_only);
    // The table of a sum of expectations of one law; forms[g] is the body of those after g+1 generations.
    Table make_table(const std::vector<Form>& forms, const Polynomial& probability,
                     std::uint32_t samples) const;

    Kernel kernel_;
    std::size_t variable_;
    std::size_t order_;
    Form rest_;
    std::list<Table> merged_;
    std::map<AtomPtr, Table, ByKey> tables_;
};

extern template class Function<DoubleKernel>;
extern template class Function<BallKernel>;

}  // namespace groundcheck::continuum
