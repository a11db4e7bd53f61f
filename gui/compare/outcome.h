#pragma once
/// What came of two runs, figure by figure, and which did better; and where they went apart. No Qt.

#include <optional>
#include <string>
#include <vector>

#include "gui/compare/whole_run.h"

namespace comparing {

enum class Wanted : std::uint8_t { more, less, neither };

struct Figure {
  std::string what;  ///< "lost after ack"
  std::string unit;  ///< as in view::SeriesInfo; "" = a count
  Wanted wanted = Wanted::neither;
  std::optional<double> a;
  std::optional<double> b;
  std::string text_a{};  ///< instead of a number
  std::string text_b{};

  /// -1: B is worse, 1: B is better, 0: alike, or nobody can say.
  [[nodiscard]] int better() const;
};

/// Both have run to their ends.
std::vector<Figure> figures_of(const WholeRun& a, const WholeRun& b);

struct Difference {
  bool differs = false;
  const view::EventRow* last = nullptr;  ///< the last event up to which both are the same; nullptr: not even the first
  const view::EventRow* a = nullptr;     ///< the first one that says something else; nullptr: all say the same
  const view::EventRow* b = nullptr;

  [[nodiscard]] bool identical() const { return !differs; }
};
/// Of the events that are told. Routine is counted, too: an event's number is its place among all of them.
Difference first_difference(const view::RunRecord& a, const view::RunRecord& b);

}  // namespace comparing
