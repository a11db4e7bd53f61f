#include <algorithm>
#include <charconv>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "scenarios/engine/library/scenario_library.h"
#include "cli/table.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/odds/odds.h"
#include "scenarios/engine/odds/odds_json.h"

namespace cli {
namespace {

constexpr std::uint64_t kMostRuns = 100'000;

bool parse_seed(std::string_view text, std::uint64_t& seed) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seed);
  return !text.empty() && code == std::errc() && end == text.data() + text.size();
}

/// "1-200" or "7". "" or what is wrong.
std::string parse_seeds(const std::string& text, std::vector<std::uint64_t>& seeds) {
  const std::size_t dash = text.find('-');
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const bool ok = parse_seed(std::string_view(text).substr(0, dash), first) &&
                  parse_seed(std::string_view(text).substr(dash == std::string::npos ? 0 : dash + 1), last);
  if (!ok || last < first) return fmt::format("--seeds must be a range such as 1-200, not '{}'", text);
  if (last - first >= kMostRuns) return fmt::format("--seeds must be at most {} seeds", kMostRuns);
  for (std::uint64_t s = first;; ++s) {
    seeds.push_back(s);
    if (s == last) return "";
  }
}

std::string percent(double part) { return fmt::format("{:.1f}%", 100 * part); }

std::string interval(const sim::Estimate& e) {
  return fmt::format("{:.4g} ({:.4g} to {:.4g})", e.value, e.low, e.high);
}

void print_rows(const scenario::Odds& odds) {
  std::string last;
  std::vector<std::pair<std::string, Table>> tables;
  for (const scenario::OddsRow& row : odds.rows) {
    auto table = std::find_if(tables.begin(), tables.end(), [&](const auto& t) { return t.first == row.what; });
    if (table == tables.end())
      table = tables.insert(
          tables.end(), {row.what, Table({row.what, "runs with any", "share", "interval", "mean per run", "largest"})});
    table->second.add({row.whom, fmt::format("{} of {}", row.runs_with, row.values.size()), percent(row.share.value),
                       percent(row.share.low) + " to " + percent(row.share.high), interval(row.mean),
                       fmt::format("{:.4g}", row.largest)});
  }
  for (const auto& [what, table] : tables) fmt::print("{}\n", table.text());
}

void print_expectations(const scenario::Odds& odds) {
  if (odds.expectations.empty()) return;
  Table table({"expectation", "met in", "share", "interval"});
  for (const scenario::ExpectationOdds& e : odds.expectations)
    table.add({e.text, fmt::format("{} of {}", e.met, odds.seeds.size()), percent(e.share.value),
               percent(e.share.low) + " to " + percent(e.share.high)});
  fmt::print("{}\n", table.text());
}

void print_odds(const scenario::Odds& odds) {
  fmt::print("{}\n{}: {} runs, seeds {} to {}; intervals hold the truth with {:g}% confidence\n\n", odds.title,
             odds.name, odds.seeds.size(), odds.seeds.front(), odds.seeds.back(), 100 * odds.confidence);
  print_rows(odds);
  print_expectations(odds);
}

/// A line now and then, on stderr.
class Counter {
 public:
  Counter(std::size_t runs, bool silent) : runs_(runs), silent_(silent), bar_(isatty(STDERR_FILENO) != 0) {}
  bool operator()(std::size_t done) {
    if (!silent_ && bar_) fmt::print(stderr, "\r{} of {} runs{}", done, runs_, done == runs_ ? "\r\x1b[K" : "");
    return interrupted() == 0;
  }

 private:
  std::size_t runs_;
  bool silent_;
  bool bar_;
};

}  // namespace

int odds_command(const OddsCommandOptions& options) {
  std::string problem;
  const auto path = scenario::find_scenario(options.scenario, problem);
  if (!path) return fail(problem);
  scenario::OddsOptions odds_options;
  if (const std::string wrong = parse_seeds(options.seeds, odds_options.seeds); !wrong.empty()) return fail(wrong);
  if (options.confidence <= 0 || options.confidence >= 100)
    return fail(fmt::format("--confidence must be a percentage between 0 and 100, not {}", options.confidence));
  odds_options.confidence = options.confidence / 100;
  odds_options.jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());

  scenario::Diagnostics diagnostics;
  scenario::Overrides overrides;
  overrides.set = options.set;
  overrides.variant = options.variant;
  const auto spec = scenario::load(*path, overrides, diagnostics);
  fmt::print(stderr, "{}", diagnostics.render());
  if (!spec) return kBadInput;

  watch_for_interrupts();
  Counter counter(odds_options.seeds.size(), options.json);
  const auto odds = scenario::run_odds(*spec, odds_options, [&](std::size_t done) { return counter(done); });
  if (interrupted() != 0) {
    fmt::print(stderr, "kafkasim: stopped after {} runs\n", odds ? odds->seeds.size() : 0);
    return kSignalBase + interrupted();
  }
  if (options.json) {
    fmt::print("{}\n", scenario::odds_json(*odds).dump(2));
  } else {
    print_odds(*odds);
  }
  for (const scenario::BadRun& bad : odds->bad)
    fmt::print(stderr, "kafkasim: with seed {} a promise was broken: {}\n", bad.seed, bad.what);
  return odds->bad.empty() ? kMet : kInvariantBroken;
}

}  // namespace cli
