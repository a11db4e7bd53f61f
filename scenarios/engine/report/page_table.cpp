#include "scenarios/engine/report/page_table.h"

#include <algorithm>

#include "scenarios/engine/report/short_name.h"

namespace report {
namespace {

constexpr std::size_t kShort = 24;  // letters that stay on one line

}  // namespace

bool PageTable::shows(std::size_t column) const {
  if (!hide_empty_ || column == 0 || columns_[column].always) return true;
  return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) {
    return !row[column].text.empty() && row[column].text != "0" && row[column].text != "\u2013";
  });
}

bool PageTable::has_numbers(std::size_t column) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return row[column].number; });
}

std::string PageTable::look_of(const FigureValue& cell, std::size_t column) const {
  if (has_numbers(column)) return cell.bad ? "number bad" : "number";
  return letters(cell.text) <= kShort ? "short" : "";
}

void PageTable::draw_head(Markup& page) const {
  page.open("thead").open("tr");
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!shows(c)) continue;
    const std::string look = has_numbers(c) ? "number" : "";
    if (columns_[c].title.empty())
      page.element("th", {{"scope", "col"}, {"class", look}}, columns_[c].name);
    else
      page.element("th", {{"scope", "col"}, {"class", look}, {"title", columns_[c].title}}, columns_[c].name);
  }
  page.close().close();
}

void PageTable::draw(Markup& page) const {
  page.open("div", {{"class", "table"}}).open("table");
  if (!caption_.empty()) page.element("caption", caption_);
  draw_head(page);
  page.open("tbody");
  for (const auto& row : rows_) {
    page.open("tr");
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!shows(c)) continue;
      if (c == 0)
        page.open("th", {{"scope", "row"}, {"class", look_of(row[c], c)}});
      else
        page.open("td", {{"class", look_of(row[c], c)}});
      write(page, row[c]);
      page.close();
    }
    page.close();
  }
  page.close().close().close();
}

}  // namespace report
