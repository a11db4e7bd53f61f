#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/share_bar.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {
namespace {

using scenario::kOutagePhases;
using scenario::OutagePhase;
using scenario::OutagePhases;

constexpr std::size_t kMostBars = 12;

std::string words_of(OutagePhase phase) {
  std::string name(name_of(phase));
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string_view meaning_of(OutagePhase phase) {
  switch (phase) {
    case OutagePhase::before:
      return "the leader still served, or served again";
    case OutagePhase::detection:
      return "until ZooKeeper gives the session up, or it is closed";
    case OutagePhase::zookeeper:
      return "until the session's end is committed and the watch fires";
    case OutagePhase::controller_election:
      return "until there is another controller, where it died too";
    case OutagePhase::controller_loading:
      return "until the new controller has read what ZooKeeper knows";
    case OutagePhase::controller_reaction:
      return "until the controller handles the change";
    case OutagePhase::no_candidate:
      return "until one comes back: no replica that may lead is alive";
    case OutagePhase::election:
      return "until the new leader is written to ZooKeeper";
    case OutagePhase::leader_and_isr:
      return "until a broker has heard that it leads";
    case OutagePhase::discovery:
      return "metadata and backoff, until a producer sends to the new leader";
    case OutagePhase::acknowledgement:
      return "replication and the way back, until a producer is answered";
  }
  return "";
}

std::string phase_look(std::size_t phase) { return fmt::format("p{}", phase); }

std::vector<Share> shares_of(const OutagePhases& phases) {
  std::vector<Share> shares;
  for (std::size_t i = 0; i < kOutagePhases; ++i) {
    const auto phase = static_cast<OutagePhase>(i);
    if (phases[phase] <= sim::Duration{0}) continue;
    const double seconds = sim::to_seconds(phases[phase]);
    shares.push_back(
        {seconds, phase_look(i), fmt::format("{}: {}", words_of(phase), scenario::duration_text(seconds))});
  }
  return shares;
}

template <class Absence>
std::vector<LegendEntry> legend_of(const std::vector<const Absence*>& all) {
  OutagePhases sum;
  for (const Absence* a : all) sum += a->phases;
  std::vector<LegendEntry> legend;
  for (std::size_t i = 0; i < kOutagePhases; ++i) {
    const auto phase = static_cast<OutagePhase>(i);
    if (sum[phase] > sim::Duration{0})
      legend.push_back({words_of(phase), phase_look(i), "", std::string(meaning_of(phase))});
  }
  return legend;
}

/// Longest first.
template <class Absence>
std::vector<const Absence*> longest(const std::vector<Absence>& all) {
  std::vector<const Absence*> sorted;
  for (const Absence& a : all)
    if (a.length() > sim::Duration{0}) sorted.push_back(&a);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Absence* a, const Absence* b) { return a->length() > b->length(); });
  return sorted;
}

void note_others(Markup& page, std::size_t all) {
  if (all > kMostBars)
    page.element("p", {{"class", "note"}},
                 fmt::format("The longest {} of {}.", kMostBars, scenario::count_text(static_cast<std::int64_t>(all))));
}

void draw_outages(Markup& page, const PageSource& source) {
  auto sorted = longest(source.run.outages.partitions);
  const auto internal = [&](const scenario::PartitionOutage* o) { return source.is_internal(o->tp); };
  const auto own = static_cast<std::size_t>(std::count_if(sorted.begin(), sorted.end(), internal));
  if (own < sorted.size()) std::erase_if(sorted, internal);
  if (sorted.empty()) return;
  ShareBars bars("Partitions without service", "from the loss of the leader until a producer was answered again",
                 legend_of(sorted));
  for (std::size_t i = 0; i < std::min(sorted.size(), kMostBars); ++i)
    bars.add({source.partition(sorted[i]->tp), shares_of(sorted[i]->phases),
              scenario::duration_text(sim::to_seconds(sorted[i]->length()))});
  bars.draw(page);
  note_others(page, sorted.size());
  if (own > 0 && !internal(sorted.front()))
    page.element("p", {{"class", "note"}}, fmt::format("Partitions of Kafka's own topics had {} outages more.", own));
}

void write_outage_table(Markup& page, const PageSource& source) {
  const auto& all = source.run.outages.partitions;
  PageTable table("", {{"partition", ""},
                       {"from", ""},
                       {"lost leader", ""},
                       {"because of", ""},
                       {"without service", ""},
                       {"next leader", ""},
                       {"all in sync again after", "from the outage's end"}});
  for (std::size_t i = 0; i < std::min<std::size_t>(all.size(), 100); ++i) {
    const scenario::PartitionOutage& o = all[i];
    const std::string key = fmt::format("/outages/partitions/{}", i);
    FigureValue length = lasted(o.length(), key + "/ms");
    if (!o.finished) length.text += ", to the end";
    table.add({plain(source.partition(o.tp)), plain(moment_text(o.began)),
               plain(fmt::format("broker-{}", o.lost.value())),
               plain(std::string(o.cause) + (o.controller_died ? ", the controller too" : "")), std::move(length),
               plain(o.leader == kafka::kNoBroker ? "\u2013" : fmt::format("broker-{}", o.leader.value())),
               o.isr_rejoin ? lasted(*o.isr_rejoin, key + "/isr_rejoin_ms") : plain("\u2013")});
  }
  if (table.empty()) return;
  page.open("details").element("summary", fmt::format("All {} outages of partitions", all.size()));
  table.draw(page);
  page.close();
}

void draw_stalls(Markup& page, const PageSource& source) {
  const auto sorted = longest(source.run.outages.clients);
  if (sorted.empty()) return;
  ShareBars bars("Producers without an answer", "for longer than a second, with records on their way",
                 legend_of(sorted));
  for (std::size_t i = 0; i < std::min(sorted.size(), kMostBars); ++i) {
    const scenario::ClientStall& s = *sorted[i];
    bars.add({source.client(s.producer) + " to " + source.partition(s.tp), shares_of(s.phases),
              scenario::duration_text(sim::to_seconds(s.length()))});
  }
  bars.draw(page);
  note_others(page, sorted.size());
}

}  // namespace

void write_outages(Markup& page, const PageSource& source) {
  if (source.run.outages.partitions.empty() && source.run.outages.clients.empty()) return;
  open_section(page, "outages", "Time without service, and where it went");
  draw_outages(page, source);
  write_outage_table(page, source);
  draw_stalls(page, source);
  page.close();
}

}  // namespace report
