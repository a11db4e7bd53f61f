#pragma once
/// A whole and its parts, side by side.

#include <string>
#include <vector>

#include "scenarios/engine/report/chart_frame.h"
#include "scenarios/engine/report/markup.h"

namespace report {

struct Share {
  double amount = 0;
  std::string look;   ///< CSS class
  std::string title;  ///< "election 12 ms"
};

struct ShareRow {
  std::string name;
  std::vector<Share> shares;
  std::string total;  ///< behind the bar
};

/// Bars below each other, all on one scale; the longest takes the whole width.
class ShareBars {
 public:
  ShareBars(std::string title, std::string note, std::vector<LegendEntry> legend)
      : title_(std::move(title)), note_(std::move(note)), legend_(std::move(legend)) {}

  void add(ShareRow row) { rows_.push_back(std::move(row)); }
  /// Each bar takes the whole width: only its parts are compared.
  void fill() { fill_ = true; }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  void draw(Markup& page) const;

 private:
  std::string title_;
  std::string note_;
  std::vector<LegendEntry> legend_;
  std::vector<ShareRow> rows_;
  bool fill_ = false;
};

}  // namespace report
