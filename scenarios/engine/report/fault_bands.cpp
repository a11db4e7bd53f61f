#include "scenarios/engine/report/fault_bands.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace report {
namespace {

constexpr std::size_t kMostBandsDrawn = 200;

std::string letter(std::size_t i) {
  std::string text(1, static_cast<char>('A' + i % 26));
  return i < 26 ? text : letter(i / 26 - 1) + text;
}

bool is_same(const FaultBand& band, const scenario::FaultRow& row) {
  return band.fault == row.fault && band.begin == row.begin;
}

}  // namespace

std::string fault_words(std::string_view kind) {
  static const std::array<std::pair<std::string_view, std::string_view>, 11> kWords{{{"stop", "is shut down"},
                                                                                     {"kill", "is killed"},
                                                                                     {"power-loss", "loses power"},
                                                                                     {"restart", "is restarted"},
                                                                                     {"pause", "stands still"},
                                                                                     {"partition", "is cut off"},
                                                                                     {"slow-link", "has a slow link"},
                                                                                     {"flaky-link", "has a flaky link"},
                                                                                     {"slow-disk", "has a slow disk"},
                                                                                     {"full-disk", "has a full disk"},
                                                                                     {"slow-host", "runs slowly"}}};
  for (const auto& [name, words] : kWords)
    if (name == kind) return std::string(words);
  return fmt::format("meets {}", kind);
}

std::string list_text(const std::vector<std::string>& all, std::size_t most) {
  const std::size_t shown = all.size() > most + 1 ? most : all.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == all.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + all[i];
  }
  return shown == all.size() ? text : fmt::format("{} and {} more", text, all.size() - shown);
}

std::string FaultBand::text() const {
  std::string words = fault_words(kind);
  if (targets.size() > 1) {
    if (words.starts_with("is "))
      words.replace(0, 2, "are");
    else if (words.starts_with("has "))
      words.replace(0, 3, "have");
    else if (words == "stands still")
      words = "stand still";
    else if (words == "loses power")
      words = "lose power";
    else if (words == "runs slowly")
      words = "run slowly";
  }
  return list_text(targets) + " " + words;
}

std::vector<std::string> targets_of(const std::string& text) {
  std::vector<std::string> all;
  std::string one;
  for (const char c : text + ",") {
    if (c == ',' || c == '|') {
      if (!one.empty()) all.push_back(std::exchange(one, ""));
    } else if (c != ' ' || !one.empty()) {
      one += c;
    }
  }
  return all;
}

std::vector<FaultBand> fault_bands(const std::vector<scenario::FaultRow>& rows) {
  std::vector<FaultBand> bands;
  for (const scenario::FaultRow& row : rows) {
    if (!row.missing.empty()) continue;
    const auto same = std::find_if(bands.begin(), bands.end(), [&](const FaultBand& b) { return is_same(b, row); });
    if (same == bands.end()) {
      bands.push_back({"", row.fault, row.kind, targets_of(row.target), row.begin, row.end});
      continue;
    }
    for (const std::string& target : targets_of(row.target)) same->targets.push_back(target);
    same->end = same->end && row.end ? std::optional(std::max(*same->end, *row.end)) : std::nullopt;
  }
  std::stable_sort(bands.begin(), bands.end(),
                   [](const FaultBand& a, const FaultBand& b) { return a.begin < b.begin; });
  for (std::size_t i = 0; i < bands.size(); ++i) bands[i].letter = letter(i);
  return bands;
}

void draw_bands(Markup& svg, const std::vector<FaultBand>& bands, const TimeAxis& axis, const PlotArea& area) {
  double free = area.left;  // for the next letter
  svg.open("g", {{"class", "bands"}});
  for (std::size_t i = 0; i < std::min(bands.size(), kMostBandsDrawn); ++i) {
    const FaultBand& b = bands[i];
    const double from = axis.x(b.begin);
    const double to = b.end ? axis.x(*b.end) : area.right;
    svg.open("g", {{"data-a", sim::to_seconds(b.begin)}, {"data-b", b.end ? sim::to_seconds(*b.end) : axis.end()}});
    svg.element("title", fmt::format("{}: {}", b.letter, b.text()));
    svg.empty("rect", {{"class", "band"},
                       {"x", from},
                       {"y", area.top},
                       {"width", std::max(to - from, 1.0)},
                       {"height", area.height()}});
    svg.empty("line", {{"class", "band-edge"}, {"x1", from}, {"x2", from}, {"y1", area.top}, {"y2", area.bottom}});
    if (from >= free) {
      const double width = 8 + 8 * static_cast<double>(b.letter.size());
      svg.empty("rect", {{"class", "flag"}, {"x", from}, {"y", area.top - 15}, {"width", width}, {"height", 15.0}});
      svg.element("text", {{"class", "flag-letter"}, {"x", from + width / 2}, {"y", area.top - 4}}, b.letter);
      free = from + width + 1;
    }
    svg.close();
  }
  svg.close();
}

}  // namespace report
