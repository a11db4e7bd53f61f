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
  enum class Leads {
    value,  ///< a single value or a list, of a kind that only its reader knows
    text,
    duration,
    amount,  ///< bytes
    rate,
    bandwidth,
    whole,
    number,
    part,  ///< 10% or 0.1
    truth,
    words,    ///< one of `words`
    texts,    ///< a text or a list of texts
    section,  ///< a map of that section
    list,     ///< a list of such maps
    named,    ///< a map of names to such maps
  };

  std::string_view name;
  std::string_view meaning;
  Leads leads = Leads::value;
  Section section = Section::root;
  bool or_value = false;        ///< something simple may stand instead of a section or list
  std::string_view words = {};  ///< with ", " between them

  /// Keys follow its name in a path.
  [[nodiscard]] bool has_keys() const { return leads >= Leads::section; }
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
