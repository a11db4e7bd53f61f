#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/figure_value.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {
namespace {

enum class Light { none, good, warning, bad };

struct Tile {
  std::string name;
  FigureValue value;
  std::string note;
  Light light = Light::none;
};

void write_tile(Markup& page, const Tile& tile) {
  static constexpr const char* kLooks[] = {"tile", "tile good", "tile warning", "tile bad"};
  static constexpr const char* kSigns[] = {"", "\u2713", "!", "\u2715"};
  page.open("div", {{"class", kLooks[static_cast<std::size_t>(tile.light)]}});
  page.open("dt").text(tile.name);
  if (tile.light != Light::none)
    page.text(" ").element("span", {{"class", "sign"}, {"aria-hidden", "true"}},
                           kSigns[static_cast<std::size_t>(tile.light)]);
  page.close().open("dd");
  write(page, tile.value);
  if (!tile.note.empty()) page.text(" ").element("small", tile.note);
  page.close().close();
}

Tile unacknowledged(const scenario::RunResult& run) {
  const std::int64_t failed = run.totals.failed + run.totals.rejected;
  Tile t{"Acknowledged", counted(run.totals.acknowledged, "/production/acknowledged_records"),
         fmt::format("of {} records", scenario::count_text(run.produced)), Light::good};
  if (failed > 0) t.note += fmt::format(", {} failed", scenario::count_text(failed));
  if (run.totals.acknowledged < run.produced || failed > 0) t.light = Light::warning;
  return t;
}

void add_groups(std::vector<Tile>& tiles, const scenario::RunResult& run) {
  if (run.groups.empty()) return;
  std::int64_t lost = 0;
  std::int64_t duplicated = 0;
  std::size_t behind = 0;
  for (std::size_t g = 0; g < run.groups.size(); ++g) {
    lost += run.groups[g].totals.lost();
    duplicated += run.groups[g].totals.duplicated;
    if (run.groups[g].rebalances.lag_peak > run.groups[behind].rebalances.lag_peak) behind = g;
  }
  const std::string all = run.groups.size() == 1 ? "" : fmt::format("all {} groups", run.groups.size());
  tiles.push_back({"Lost", counted(lost), all, lost > 0 ? Light::bad : Light::good});
  tiles.push_back({"Delivered twice", counted(duplicated), all, duplicated > 0 ? Light::warning : Light::good});
  tiles.push_back(
      {"Peak lag",
       counted(run.groups[behind].rebalances.lag_peak, fmt::format("/groups/{}/rebalances/lag_peak", behind)),
       run.groups.size() == 1 ? "records" : run.groups[behind].name, Light::none});
}

std::vector<Tile> tiles_of(const scenario::RunResult& run) {
  std::vector<Tile> tiles{unacknowledged(run)};
  add_groups(tiles, run);
  tiles.push_back({"Produce latency", quantile(run.statistics.latency, 0.99, "p99", "/production/produce_latency_ms"),
                   "p99", Light::none});
  sim::Duration longest{0};
  for (const scenario::PartitionOutage& o : run.outages.partitions) longest = std::max(longest, o.length());
  tiles.push_back({"Longest outage", lasted(longest),
                   run.outages.partitions.empty() ? "of no partition" : "of one partition",
                   run.outages.partitions.empty() ? Light::good : Light::warning});
  return tiles;
}

void write_verdict(Markup& page, const scenario::RunResult& run) {
  std::size_t met = 0;
  std::size_t open = 0;
  for (const scenario::Judgement& j : run.verdicts) {
    met += j.met ? 1 : 0;
    open += j.open() ? 1 : 0;
  }
  const std::size_t judged = run.verdicts.size() - open;
  page.open("p", {{"class", "verdict"}});
  if (!run.kept_promises())
    page.element("a", {{"class", "pill bad"}, {"href", "#expected"}}, "\u2715 the run breaks a promise");
  if (run.verdicts.empty()) {
    page.element("span", {{"class", "pill"}}, "nothing was expected");
  } else if (met == judged) {
    page.element("a", {{"class", "pill good"}, {"href", "#expected"}},
                 met == 1   ? "\u2713 the expectation is met"
                 : met == 2 ? "\u2713 both expectations met"
                            : fmt::format("\u2713 all {} expectations met", met));
  } else {
    page.element("a", {{"class", "pill bad"}, {"href", "#expected"}},
                 fmt::format("\u2715 {} of {} expectations not met", judged - met, judged));
  }
  if (open > 0) page.element("span", {{"class", "pill"}}, fmt::format("{} wait for another variant", open));
  page.element("span", {{"class", "pill"}}, fmt::format("seed {}", run.seed));
  page.element("span", {{"class", "pill"}}, fmt::format("{} simulated", moment_text(run.end)));
  page.close();
}

void write_paragraphs(Markup& page, const std::string& text) {
  std::size_t from = 0;
  while (from < text.size()) {
    std::size_t to = text.find("\n\n", from);
    if (to == std::string::npos) to = text.size();
    if (to > from) {
      page.open("p");
      write_words(page, text.substr(from, to - from));
      page.close();
    }
    from = to + 2;
  }
}

}  // namespace

void write_words(Markup& page, const std::string& text) {
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t begin = text.find('`', from);
    const std::size_t end = begin == std::string::npos ? begin : text.find('`', begin + 1);
    if (end == std::string::npos) break;
    page.text(text.substr(from, begin - from)).element("code", text.substr(begin + 1, end - begin - 1));
    from = end + 1;
  }
  page.text(text.substr(from));
}

void open_section(Markup& page, const char* id, const char* title) {
  page.open("section", {{"id", id}});
  page.element("h2", title);
}

void write_head(Markup& page, const PageSource& source) {
  const scenario::RunResult& run = source.run;
  page.open("header");
  page.element("p", {{"class", "kicker"}}, "kafkasim report \u00b7 " + full_name(run));
  page.element("h1", title_of(run));
  if (!run.variant.empty()) page.element("p", {{"class", "of"}}, "A variant of: " + run.title);
  write_verdict(page, run);
  page.open("dl", {{"class", "tiles"}});
  for (const Tile& tile : tiles_of(run)) write_tile(page, tile);
  page.close();
  if (!source.spec().lesson.empty()) {
    page.open("div", {{"class", "lesson"}, {"id", "lesson"}});
    if (!run.variant.empty()) page.element("p", {{"class", "note"}}, "The scenario that this is a variant of says:");
    write_paragraphs(page, source.spec().lesson);
    page.close();
  }
  page.close();
}

}  // namespace report
