#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/figure_value.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {
namespace {

constexpr std::size_t kMostShown = 40;
constexpr std::size_t kMostKept = 400;

struct StoryLine {
  sim::SimTime time;
  Mood mood = Mood::change;
  std::string letter;  ///< of a fault
  std::string text;
};
using StoryLines = std::vector<StoryLine>;

std::vector<std::string> users_first(std::vector<std::string> subjects) {
  std::stable_partition(subjects.begin(), subjects.end(),
                        [](const std::string& s) { return !s.starts_with("partitions of __"); });
  return subjects;
}

std::string sentence(const Happening& h) {
  std::string text = scenario::with_subject(h.words, list_text(users_first(h.subjects)));
  if (h.amount > 0) text += fmt::format(" ({} record{})", scenario::count_text(h.amount), h.amount == 1 ? "" : "s");
  const sim::Duration lasted = h.last - h.begin;
  if (lasted > std::chrono::seconds(2))
    text += fmt::format(", again and again for {}", scenario::duration_text(sim::to_seconds(lasted), 3));
  return text;
}

void add_faults(StoryLines& lines, const PageSource& source) {
  for (const FaultBand& b : source.stage.bands) {
    lines.push_back({b.begin, Mood::bad, b.letter, b.text()});
    if (!b.end || *b.end == b.begin) continue;
    const bool away = b.kind == "stop" || b.kind == "kill" || b.kind == "power-loss" || b.kind == "restart";
    lines.push_back({*b.end, Mood::good, b.letter,
                     list_text(b.targets) + (away ? (b.targets.size() > 1 ? " start again" : " starts again")
                                                  : fmt::format(": {} is over", b.kind))});
  }
  for (const scenario::FaultRow& f : source.run.faults)
    if (!f.missing.empty())
      lines.push_back(
          {f.begin, Mood::neutral, "", fmt::format("{} of {} does not happen: {}", f.kind, f.target, f.missing)});
}

/// Outages of several partitions that one leader left behind are one line.
void add_outages(StoryLines& lines, const PageSource& source) {
  struct Together {
    sim::SimTime began;
    kafka::BrokerId lost;
    std::vector<std::string> partitions;
    sim::Duration longest{0};
    bool finished = true;
  };
  std::vector<Together> all;
  for (const scenario::PartitionOutage& o : source.run.outages.partitions) {
    if (source.is_internal(o.tp) || o.length() == sim::Duration{0}) continue;
    auto same =
        std::find_if(all.begin(), all.end(), [&](const Together& t) { return t.began == o.began && t.lost == o.lost; });
    if (same == all.end()) same = all.insert(all.end(), {o.began, o.lost, {}, sim::Duration{0}, true});
    same->partitions.push_back(source.partition(o.tp));
    same->longest = std::max(same->longest, o.length());
    same->finished = same->finished && o.finished;
  }
  for (const Together& t : all)
    lines.push_back(
        {t.began, Mood::bad, "",
         fmt::format("{} {} without service for {}{}", list_text(t.partitions), t.partitions.size() == 1 ? "is" : "are",
                     scenario::duration_text(sim::to_seconds(t.longest)),
                     t.finished ? "" : ", to the end of the run")});
}

void add_rebalances(StoryLines& lines, const PageSource& source) {
  for (const scenario::GroupResult& g : source.run.groups) {
    bool formed = false;
    for (const scenario::Rebalance& r : g.rebalances.rebalances) {
      std::string reason = r.reason.substr(0, r.reason.find("; client reason"));
      std::string text = fmt::format("group {} {}: {}", g.name, formed ? "rebalances" : "forms", reason);
      const bool bad = formed && g.rebalances.unread_until(r, source.run.end) > sim::Duration{0};
      if (r.joined) {
        const std::size_t n = r.expected.size();
        text += fmt::format("; generation {} with {} member{} after {}", r.generation.value(), n, n == 1 ? "" : "s",
                            scenario::duration_text(sim::to_seconds(*r.joined - r.started), 3));
      }
      if (bad)
        text += fmt::format(", {} of partition time unread",
                            scenario::duration_text(sim::to_seconds(g.rebalances.unread_until(r, source.run.end)), 3));
      lines.push_back({r.started, bad ? Mood::bad : Mood::change, "", text});
      formed = formed || r.joined;
    }
  }
}

StoryLines story_of(const PageSource& source) {
  StoryLines lines;
  add_faults(lines, source);
  for (const Happening& h : source.recorder.story().happenings()) lines.push_back({h.begin, h.mood, "", sentence(h)});
  add_outages(lines, source);
  add_rebalances(lines, source);
  std::stable_sort(lines.begin(), lines.end(), [](const StoryLine& a, const StoryLine& b) { return a.time < b.time; });
  return lines;
}

void write_lines(Markup& page, const StoryLines& lines, std::size_t from, std::size_t until) {
  static constexpr const char* kLooks[] = {"bad", "change", "good", "neutral"};
  static constexpr const char* kSigns[] = {"\u25bc", "\u25c6", "\u25b2", "\u25cf"};
  page.open("ol", {{"class", "story"}});
  for (std::size_t i = from; i < until; ++i) {
    const StoryLine& l = lines[i];
    const auto mood = static_cast<std::size_t>(l.mood);
    page.open("li", {{"class", kLooks[mood]}});
    page.element("time", moment_text(l.time));
    if (l.letter.empty())
      page.element("span", {{"class", "sign"}, {"aria-hidden", "true"}}, kSigns[mood]);
    else
      page.element("span", {{"class", "letter"}}, l.letter);
    page.element("span", {{"class", "what"}}, l.text);
    page.close();
  }
  page.close();
}

}  // namespace

void write_story(Markup& page, const PageSource& source) {
  const StoryLines lines = story_of(source);
  open_section(page, "story", "What happened");
  if (lines.empty()) {
    page.element("p", "Nothing out of the ordinary: no fault, no election, no change of the in-sync replicas.");
    page.close();
    return;
  }
  const std::size_t shown = std::min(lines.size(), kMostShown);
  write_lines(page, lines, 0, shown);
  if (lines.size() > shown) {
    const std::size_t kept = std::min(lines.size(), kMostKept);
    page.open("details");
    page.element("summary", fmt::format("and {} more", lines.size() - shown));
    write_lines(page, lines, shown, kept);
    if (kept < lines.size()) page.element("p", fmt::format("{} more are in events.jsonl", lines.size() - kept));
    page.close();
  }
  page.close();
}

}  // namespace report
