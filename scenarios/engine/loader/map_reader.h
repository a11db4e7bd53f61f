#pragma once
/// Reads one map of a known section: unknown and duplicate keys are reported at once, each value is read with its kind,
/// unit and limits, and a mistake leaves the output as it was.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/loader/format.h"
#include "sim/core/bytes.h"
#include "sim/core/check.h"
#include "sim/core/time.h"

namespace scenario {

/// "a list", "a map", "the text 'abc'", "nothing": what stands where something else was expected.
std::string describe(const Node& node);

/// Reports keys that occur twice. `path` is the place in words: "cluster.config".
void report_duplicate_keys(Context& context, const Node& map, std::string_view path);

/// True if `node` is a map, or nothing (an empty map); else reports it as `name`.
bool expect_map(Context& context, const Node& node, std::string_view name);
/// The same for a list.
bool expect_list(Context& context, const Node& node, std::string_view name);
/// The text of a single value; nullptr after reporting. `expected` completes "must be ...".
const std::string* expect_scalar(Context& context, const Node& node, std::string_view name, std::string_view expected);

/// How an entry of a list is called in messages and in `--set`: "topics.orders", or "topics[2]" if it has no name.
std::string item_path(std::string_view list, const Node& item, std::size_t index);

class MapReader {
 public:
  /// `path`: "" for the root.
  MapReader(Context& context, const Node& node, Section section, std::string path);

  /// False if the node is no map: everything is absent then, and nothing more is reported.
  [[nodiscard]] bool valid() const { return valid_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// path.key
  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[nodiscard]] Mark mark() const { return node_.mark; }

  /// The value of a key; nullptr if it is not there.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// Reports a missing key at the map.
  const Node* require(std::string_view key);

  // Each reads an optional key into `out`; true if it was there and right. The error names the key.
  bool text(std::string_view key, std::string& out);
  bool duration(std::string_view key, sim::Duration& out);
  bool bytes(std::string_view key, sim::Bytes& out);
  bool bandwidth(std::string_view key, sim::BytesPerSecond& out);
  bool rate(std::string_view key, double& out);
  bool number(std::string_view key, double& out);
  bool part(std::string_view key, double& out);
  bool boolean(std::string_view key, bool& out);
  bool whole(std::string_view key, std::int64_t& out, std::int64_t least, std::int64_t most);
  bool whole(std::string_view key, std::int32_t& out, std::int64_t least,
             std::int64_t most = std::numeric_limits<std::int32_t>::max());
  /// One of a few words; `index` is the position of the word.
  bool choice(std::string_view key, std::span<const std::string_view> words, std::size_t& index);

 private:
  template <class T, class Parse, class Out>
  bool read(std::string_view key, std::string_view expected, Parse parse, Out& out);

  Context& context_;
  const Node& node_;
  Section section_;
  std::string path_;
  bool valid_;
};

}  // namespace scenario
