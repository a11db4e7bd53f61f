#pragma once
/// A table of the page: names to the left, numbers to the right.

#include <string>
#include <vector>

#include "scenarios/engine/report/figure_value.h"
#include "scenarios/engine/report/markup.h"

namespace report {

struct Column {
  std::string name;
  std::string title;    ///< what it means; "" = as it says
  bool always = false;  ///< also when all of it is 0
};

class PageTable {
 public:
  PageTable(std::string caption, std::vector<Column> columns)
      : caption_(std::move(caption)), columns_(std::move(columns)) {}

  /// As many as columns; the first is the row's heading.
  void add(std::vector<FigureValue> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// Columns in which no row says more than 0 or nothing are left out.
  void hide_empty_columns() { hide_empty_ = true; }
  void draw(Markup& page) const;

 private:
  [[nodiscard]] bool shows(std::size_t column) const;
  [[nodiscard]] bool has_numbers(std::size_t column) const;
  void draw_head(Markup& page) const;
  [[nodiscard]] std::string look_of(const FigureValue& cell, std::size_t column) const;

  std::string caption_;
  std::vector<Column> columns_;
  std::vector<std::vector<FigureValue>> rows_;
  bool hide_empty_ = false;
};

}  // namespace report
