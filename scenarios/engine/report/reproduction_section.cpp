#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/run/hash64.h"

namespace report {
namespace {

/// As one word of a shell.
std::string quoted(const std::string& word) {
  const bool safe = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-_./:=,").find(c) != std::string_view::npos;
  });
  if (safe) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string command_of(const PageSource& source) {
  const PageOrigin& origin = source.origin;
  std::string command = "kafkasim run " + quoted(origin.scenario);
  if (!source.run.variant.empty()) command += " --variant " + quoted(source.run.variant);
  if (origin.seed_given) command += fmt::format(" --seed {}", source.run.seed);
  for (const std::string& s : origin.overrides) command += " --set " + quoted(s);
  if (origin.until) command += " --until " + quoted(*origin.until);
  return command;
}

void write_facts(Markup& page, const PageSource& source) {
  const scenario::Fingerprints& f = source.run.fingerprints;
  const std::string trajectory = scenario::to_hex(f.trajectory);
  std::string again;
  if (source.origin.digest)
    again = *source.origin.digest == trajectory ? "; the finished run was repeated for this report, and is the same"
                                                : "; NOT the finished run: its digest is " + *source.origin.digest;
  const auto row = [&](const char* name, const std::string& text, bool code = true) {
    page.element("dt", name).open("dd").element(code ? "code" : "span", text).close();
  };
  page.open("dl", {{"class", "facts"}});
  row("command", command_of(source));
  row("version", "kafkasim " + source.origin.version);
  row("seed", std::to_string(source.run.seed));
  row("events",
      fmt::format("{} executed, {} seen", scenario::count_text(static_cast<std::int64_t>(source.run.executed_events)),
                  scenario::count_text(static_cast<std::int64_t>(source.run.observed_events))),
      false);
  page.element("dt", "digest of the trajectory").open("dd").element("code", trajectory);
  if (!again.empty()) page.element("span", {{"class", *source.origin.digest == trajectory ? "good" : "bad"}}, again);
  page.close();
  row("of the protocol", scenario::to_hex(f.protocol));
  row("of the outcome", scenario::to_hex(f.outcome));
  page.close();
}

}  // namespace

void write_reproduction(Markup& page, const PageSource& source) {
  open_section(page, "again", "The scenario, and how to run it again");
  page.element("p", "The same version, scenario and seed give the same run, to the last event: the digests tell.");
  write_facts(page, source);
  if (!source.origin.scenario_text.empty()) {
    page.element("h3", source.run.name + ".yaml");
    page.element("pre", {{"class", "scenario"}, {"tabindex", 0}}, source.origin.scenario_text);
  }
  page.close();
}

}  // namespace report
