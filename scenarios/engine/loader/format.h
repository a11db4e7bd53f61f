#pragma once
/// The words of the scenario format: which keys each section has, what they mean and where they lead. Read by the
/// section readers (unknown keys), by `--set` (paths) and by the test that holds docs/scenario-format.md to it.

#include <span>
#include <string_view>
#include <vector>

namespace scenario {

enum class Section {
  root,
  variant,
  step,
  set,  ///< open: paths
  cluster,
  broker,
  hardware,
  costs,
  compression,
  codec,
  zookeeper,
  zookeeper_server,
  behaviour,  ///< open: switches of Behaviour
  topic,
  assignment,     ///< open: partition numbers
  broker_config,  ///< open: Kafka's names
  topic_config,
  producer_config,
  consumer_config,
  producer,
  workload,
  transactions,
  key,
  phase,
  group,
  distribution,
  poison,
  transform,
  trucks,
  fault,
  admin,
  expectation,  ///< and the measures
  reference,    ///< likewise
};

struct FormatKey {
  std::string_view name;
  std::string_view meaning;
  /// list: of maps of that section; named: a map of names to such maps
  enum class Leads { value, section, list, named } leads = Leads::value;
  Section section = Section::root;
};

/// The keys of a section in the order of the reference; empty for an open section.
std::span<const FormatKey> keys_of(Section section);

/// nullptr if the section has no such key.
const FormatKey* find_key(Section section, std::string_view name);

/// A section whose keys are not ours: Kafka's settings, partition numbers.
bool open_section(Section section);

/// All names of a section, for suggestions.
std::vector<std::string_view> key_names(Section section);

}  // namespace scenario
