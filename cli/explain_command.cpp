#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/named_things.h"
#include "cli/record_text.h"
#include "cli/rerun.h"
#include "cli/run_loop.h"
#include "kafkasim/version.h"
#include "model/cluster/cluster_view.h"
#include "scenarios/engine/run/explainer.h"
#include "scenarios/engine/run/hash64.h"

namespace cli {
namespace {

/// What lay at the offset, found in a run of its own that watches nothing else.
std::optional<int> find_at_offset(const Rerun& wanted, const ExplainOptions& options,
                                  std::vector<scenario::RecordName>& records) {
  scenario::Experiment experiment(wanted.spec, {.watch = false});
  std::string problem;
  const auto tp = NamedThings(experiment).partition(*options.partition, problem);
  if (!tp) return fail(problem);
  scenario::OffsetFinder finder(*tp, *options.offset);
  experiment.attach(finder);
  if (const auto code = run_once(wanted, experiment)) return code;
  records = finder.records();
  if (!records.empty()) return std::nullopt;
  if (finder.marker() != kafka::ControlRecordType::none) {
    fmt::print("Offset {} of {} is a marker: it {} a transaction, and nobody's record\n", *options.offset,
               *options.partition, finder.marker() == kafka::ControlRecordType::COMMIT ? "commits" : "aborts");
    return kMet;
  }
  if (finder.end() == 0) return fail(fmt::format("nothing was ever written to {}", *options.partition));
  return fail(fmt::format("{} has offsets 0 to {}, and no record at {}", *options.partition, finder.end() - 1,
                          *options.offset));
}

std::vector<kafka::GroupId> readers_of(const scenario::Experiment& experiment, kafka::TopicId topic) {
  std::vector<kafka::GroupId> groups;
  for (std::size_t g = 0; g < experiment.spec().groups.size(); ++g) {
    const kafka::GroupId group(static_cast<std::int32_t>(g));
    if (experiment.ledger().reads(group, topic)) groups.push_back(group);
  }
  return groups;
}

/// Where the producer's records are, for whoever asked for one that is not there.
std::string no_such_record(const scenario::Experiment& experiment, kafka::ClientId producer, std::int64_t id) {
  std::vector<std::string> where;
  for (const auto& [tp, next] : experiment.cluster().view().handed_over(producer)->all())
    if (next.value() > 0)
      where.push_back(fmt::format("{} 0 to {}", experiment.names().partition(tp), next.value() - 1));
  const std::string name = experiment.names().client(producer);
  if (where.empty()) return fmt::format("{} sent nothing", name);
  return fmt::format("{} has no record {} there; it has: {}", name, id, fmt::join(where, ", "));
}

int explain(const Rerun& wanted, const std::string& producer_name, std::int64_t id,
            const std::optional<std::string>& partition_name) {
  scenario::Experiment experiment(wanted.spec);
  const NamedThings names(experiment);
  std::string problem;
  const auto producer = names.producer(producer_name, problem);
  if (!producer) return fail(problem);
  std::optional<kafka::TopicPartition> only;
  if (partition_name) {
    only = names.partition(*partition_name, problem);
    if (!only) return fail(problem);
  }
  scenario::Explainer explainer(*producer, id, only, experiment.names(),
                                [&](kafka::TopicId topic) { return readers_of(experiment, topic); });
  experiment.attach(explainer);
  if (const auto code = run_once(wanted, experiment)) return *code;
  const scenario::RunResult result = experiment.finish();
  if (wanted.finished && wanted.finished->trajectory != scenario::to_hex(result.fingerprints.trajectory))
    fmt::print(stderr, "kafkasim: this is not the same run: it was made by kafkasim {}, and this is {}\n",
               wanted.finished->version, kafkasim::kVersion);

  std::vector<const scenario::RecordStory*> told;
  for (const auto& [tp, story] : explainer.stories())
    if (experiment.ledger().accepted_end(*producer, tp) > id) told.push_back(&story);
  if (told.empty()) return fail(no_such_record(experiment, *producer, id));
  if (told.size() > 1) {
    std::vector<std::string> partitions;
    for (const auto* story : told) partitions.push_back(experiment.names().partition(story->name().tp));
    return fail(fmt::format("{} has a record {} in each of {}: say which with --partition", producer_name, id,
                            fmt::join(partitions, ", ")));
  }
  fmt::print("{}", record_text(*told.front(), experiment));
  return report_broken(result) ? kMet : kInvariantBroken;
}

}  // namespace

int explain_command(const ExplainOptions& options) {
  if (!options.record && !options.offset)
    return fail("say which record: --record PRODUCER:NUMBER, or --partition and --offset");
  watch_for_interrupts();
  const auto wanted = find_run(options);
  if (!wanted) return kBadInput;
  if (options.offset) {
    if (*options.offset < 0) return fail("--offset must not be negative");
    std::vector<scenario::RecordName> records;
    if (const auto code = find_at_offset(*wanted, options, records)) return *code;
    int worst = kMet;
    for (const scenario::RecordName& r : records) {
      scenario::Experiment names(wanted->spec, {.watch = false});
      worst = std::max(worst, explain(*wanted, names.names().client(r.producer), r.id, options.partition));
    }
    return worst;
  }
  const std::size_t colon = options.record->rfind(':');
  std::int64_t id = 0;
  if (colon == std::string::npos || !parse_number(std::string_view(*options.record).substr(colon + 1), id))
    return fail(fmt::format("--record must be a producer and a number such as shop:0, not '{}'", *options.record));
  return explain(*wanted, options.record->substr(0, colon), id, options.partition);
}

}  // namespace cli
