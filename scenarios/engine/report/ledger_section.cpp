#include <fmt/format.h>

#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/share_bar.h"
#include "scenarios/engine/run/cause_text.h"

namespace report {
namespace {

using scenario::GroupResult;
using scenario::GroupTotals;
using scenario::kRecordStates;
using scenario::RecordState;

std::string_view meaning_of(RecordState state) {
  switch (state) {
    case RecordState::delivered:
      return "the application has processed it, once or more often";
    case RecordState::aborted:
      return "written in a transaction that was aborted";
    case RecordState::unknown:
      return "in the log, but its transaction is undecided or its producer has given it up";
    case RecordState::skipped:
      return "the group chose not to read it";
    case RecordState::unread:
      return "still ahead of the group";
    case RecordState::lost:
      return "acknowledged, and nobody in the group will ever process it";
    case RecordState::failed:
      return "given up by its producer, and in no log";
    case RecordState::abandoned:
      return "its producer ended with it, and it is in no log";
    case RecordState::unfinished:
      return "its producer is still at it";
  }
  return "";
}

std::string look_of(std::size_t state) { return "state-" + std::string(name_of(static_cast<RecordState>(state))); }

void draw_states(Markup& page, const PageSource& source) {
  scenario::StateCounts sum{};
  for (const GroupResult& g : source.run.groups)
    for (std::size_t s = 0; s < kRecordStates; ++s) sum[s] += g.totals.states[s];
  std::vector<LegendEntry> legend;
  for (std::size_t s = 0; s < kRecordStates; ++s) {
    const auto state = static_cast<RecordState>(s);
    if (sum[s] > 0) legend.push_back({std::string(name_of(state)), look_of(s), "", std::string(meaning_of(state))});
  }
  ShareBars bars("How records ended", "each record of a group's topics in exactly one state", std::move(legend));
  bars.fill();
  for (const GroupResult& g : source.run.groups) {
    ShareRow row{g.name, {}, scenario::count_text(g.totals.produced)};
    for (std::size_t s = 0; s < kRecordStates; ++s)
      row.shares.push_back(
          {static_cast<double>(g.totals.states[s]), look_of(s),
           fmt::format("{}: {} of {} records", name_of(static_cast<RecordState>(s)),
                       scenario::count_text(g.totals.states[s]), scenario::count_text(g.totals.produced))});
    if (g.totals.produced > 0) bars.add(std::move(row));
  }
  if (!bars.empty()) bars.draw(page);
}

void write_totals(Markup& page, const scenario::RunResult& run) {
  PageTable table("The account of every record",
                  {{"", ""},
                   {"produced", "accepted by send()"},
                   {"lost", std::string(meaning_of(RecordState::lost)), true},
                   {"duplicated", "processed again", true},
                   {"reordered", "processed after one that its producer had sent later", true},
                   {"unread", std::string(meaning_of(RecordState::unread)), true},
                   {"delivered", "processed, each as often as it was"},
                   {"read again", "returned by poll() again"},
                   {"effects", "what the application's sink has of it"},
                   {"skipped", std::string(meaning_of(RecordState::skipped))},
                   {"aborted", std::string(meaning_of(RecordState::aborted))},
                   {"unknown", std::string(meaning_of(RecordState::unknown))},
                   {"failed", std::string(meaning_of(RecordState::failed))},
                   {"abandoned", std::string(meaning_of(RecordState::abandoned))},
                   {"unfinished", std::string(meaning_of(RecordState::unfinished))}});
  for (std::size_t g = 0; g < run.groups.size(); ++g) {
    const GroupTotals& t = run.groups[g].totals;
    const std::string key = fmt::format("/groups/{}", g);
    const auto state = [&](RecordState s) { return counted(t.in(s), fmt::format("{}/states/{}", key, name_of(s))); };
    table.add({plain(run.groups[g].name), counted(t.produced, key + "/produced_records"),
               trouble(t.lost(), key + "/lost_records"), trouble(t.duplicated, key + "/duplicated_records"),
               trouble(t.reordered, key + "/reordered_records"), counted(t.unread(), key + "/unread_records"),
               counted(t.delivered, key + "/delivered_records"), counted(t.reread, key + "/reread_records"),
               counted(t.effects, key + "/effects"), counted(t.skipped(), key + "/skipped_records"),
               state(RecordState::aborted), state(RecordState::unknown), state(RecordState::failed),
               state(RecordState::abandoned), state(RecordState::unfinished)});
  }
  table.hide_empty_columns();
  table.draw(page);
}

void write_anomalies(Markup& page, const scenario::RunResult& run) {
  PageTable table("The same as Jepsen counts it", {{"", ""}, {"anomaly", ""}, {"count", ""}});
  for (std::size_t g = 0; g < run.groups.size(); ++g)
    for (const scenario::NamedAnomaly& a : scenario::kNamedAnomalies)
      if (const std::int64_t n = run.groups[g].totals.anomalies.*a.count; n > 0)
        table.add({plain(run.groups[g].name), plain(std::string(a.name)),
                   counted(n, fmt::format("/groups/{}/anomalies/{}", g, a.name))});
  if (!table.empty()) table.draw(page);
}

void write_causes(Markup& page, const PageSource& source) {
  PageTable table("Why", {{"group", ""}, {"what", ""}, {"records", ""}, {"of", ""}, {"in", ""}, {"because", ""}});
  std::int64_t left_out = 0;
  for (std::size_t g = 0; g < source.run.groups.size(); ++g) {
    const GroupResult& group = source.run.groups[g];
    for (std::size_t i = 0; i < group.irregularities.size(); ++i) {
      const scenario::IrregularityResult& what = group.irregularities[i];
      const std::string key = fmt::format("/groups/{}/irregularities/{}/records", g, i);
      table.add({plain(group.name), plain(std::string(name_of(what.kind))), counted(what.ids.size(), key),
                 plain(what.producer), plain(source.partition(what.tp)), plain(what.cause)});
    }
    left_out += group.irregularities_left_out;
  }
  if (table.empty()) return;
  table.draw(page);
  if (left_out > 0)
    page.element("p", {{"class", "note"}}, fmt::format("and {} more like these", scenario::count_text(left_out)));
}

}  // namespace

void write_ledger(Markup& page, const PageSource& source) {
  if (source.run.groups.empty()) return;
  open_section(page, "ledger", "What became of the records");
  draw_states(page, source);
  write_totals(page, source.run);
  write_causes(page, source);
  write_anomalies(page, source.run);
  page.close();
}

}  // namespace report
