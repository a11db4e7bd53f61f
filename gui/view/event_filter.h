#pragma once
/// Which events are listed: `broker-2 and not fetch`, `time > 60 and kind = election`, `"session" or cause`.
///
///   any    := all ("or" all)*
///   all    := one (["and"] one)*            two terms side by side are "and", too
///   one    := "not" one | "(" any ")" | FIELD OP VALUE | WORD | "TEXT"
///   FIELD  := time (seconds, or 1:30.5), number, cause, kind, name, who, where, text, because, turn
///   OP     := = != < <= > >= ~              ~: contains
///
/// A WORD or TEXT is looked for, whatever its case, in who, where, name, class and sentence. Empty: all events.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gui/view/chunk.h"

namespace view {

std::string_view name_of(EventClass kind);
/// nullopt: there is no such class.
std::optional<EventClass> class_of(std::string_view name);

class EventFilter {
 public:
  struct Mistake {
    std::size_t at = 0;  ///< place in the text, from 0
    std::string what;    ///< "a number of seconds is expected after 'time >'"
  };

  /// Lets everything through.
  EventFilter() = default;
  /// nullopt: `mistake` says what and where.
  static std::optional<EventFilter> read(std::string_view text, Mistake& mistake);

  [[nodiscard]] bool matches(const EventRow& row) const { return !matches_ || matches_(row); }
  [[nodiscard]] bool all() const { return !matches_; }

  using Matches = std::function<bool(const EventRow&)>;

 private:
  explicit EventFilter(Matches matches) : matches_(std::move(matches)) {}

  Matches matches_;
};

}  // namespace view
