#include "scenarios/engine/report/page_table.h"

#include <algorithm>

namespace report {

bool PageTable::shows(std::size_t column) const {
  if (!hide_empty_ || column == 0 || columns_[column].always) return true;
  return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) {
    return !row[column].text.empty() && row[column].text != "0" && row[column].text != "\u2013";
  });
}

void PageTable::draw(Markup& page) const {
  page.open("div", {{"class", "table"}}).open("table");
  if (!caption_.empty()) page.element("caption", caption_);
  page.open("thead").open("tr");
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!shows(c)) continue;
    const bool number = !rows_.empty() && rows_.front()[c].number;
    const std::string look = number ? "number" : "";
    if (columns_[c].title.empty())
      page.element("th", {{"scope", "col"}, {"class", look}}, columns_[c].name);
    else
      page.element("th", {{"scope", "col"}, {"class", look}, {"title", columns_[c].title}}, columns_[c].name);
  }
  page.close().close().open("tbody");
  for (const auto& row : rows_) {
    page.open("tr");
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!shows(c)) continue;
      if (c == 0)
        page.open("th", {{"scope", "row"}});
      else
        page.open("td", {{"class", row[c].bad ? "number bad" : row[c].number ? "number" : ""}});
      write(page, row[c]);
      page.close();
    }
    page.close();
  }
  page.close().close().close();
}

}  // namespace report
