#pragma once
/// One family of promises, checked at events. A checker asks for the kinds it needs by having a check() for them.

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "model/invariant/report.h"
#include "model/invariant/shadow.h"

namespace kafka {

/// What every checker works with. The shadow is as it was before the event.
struct CheckContext {
  Shadow& shadow;
  Report& report;
  sim::SimTime now;
  sim::HostId host = kNoHost;

  [[nodiscard]] const InvariantSettings& settings() const { return report.settings(); }
  [[nodiscard]] const Behaviour& behaviour() const { return report.settings().behaviour; }
};

class Invariant;
/// By kind of event: whom to call.
struct Listener {
  Invariant* invariant;
  void (*call)(Invariant&, const Event&);
};
using Listeners = std::array<std::vector<Listener>, std::variant_size_v<Event>>;

class Invariant {
 public:
  explicit Invariant(CheckContext& context) : context_(context) {}
  virtual ~Invariant() = default;
  /// The promises it checks, e.g. "P7 P8".
  [[nodiscard]] virtual std::string_view names() const = 0;
  virtual void subscribe(Listeners& to) = 0;
  virtual void at_end() {}

 protected:
  [[nodiscard]] sim::SimTime now() const { return context_.now; }
  [[nodiscard]] PartitionShadow& partition(TopicPartition tp) { return context_.shadow.partition(tp); }
  [[nodiscard]] const InvariantSettings& settings() const { return context_.settings(); }
  /// `what()` makes the text: only called for what is new.
  template <class What>
  void found(const Finding& finding, What what) {
    context_.report.found(context_.now, finding, [&](Violation& v) { v.what = what(); });
  }
  [[nodiscard]] std::string name(TopicPartition tp) const { return settings().name(tp); }

  CheckContext& context_;
};

namespace detail {

template <class E, std::size_t I = 0>
constexpr std::size_t kind_of() {
  if constexpr (std::is_same_v<E, std::variant_alternative_t<I, Event>>) {
    return I;
  } else {
    return kind_of<E, I + 1>();
  }
}

}  // namespace detail

/// Calls Self::check(const E&) for each of the kinds named.
template <class Self, class... Kinds>
class Checker : public Invariant {
 public:
  using Invariant::Invariant;
  void subscribe(Listeners& to) final { (add<Kinds>(to), ...); }

 private:
  template <class E>
  void add(Listeners& to) {
    to[detail::kind_of<E>()].push_back(
        {this, [](Invariant& self, const Event& event) { static_cast<Self&>(self).check(*std::get_if<E>(&event)); }});
  }
};

}  // namespace kafka
