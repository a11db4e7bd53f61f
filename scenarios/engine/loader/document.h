#pragma once
/// A YAML file as a small tree in which every key and value knows its place. The only room that sees yaml-cpp, and only
/// in document.cpp; yaml-cpp's own nodes are not used because they drop duplicate keys and the places of keys.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/loader/diagnostics.h"

namespace scenario {

struct Entry;

/// A value: a word or text (scalar), a list (sequence), a map of keys to values, or nothing at all (`key:` and `~`).
struct Node {
  enum class Kind { null, scalar, sequence, map };

  Kind kind = Kind::null;
  bool quoted = false;         ///< scalar: in quotes or a block of text (| and >)
  Mark mark;                   ///< of a map: its first key or its '{'
  std::string text;            ///< scalar
  std::vector<Node> items;     ///< sequence
  std::vector<Entry> entries;  ///< map, in file order, duplicates included

  [[nodiscard]] bool null() const { return kind == Kind::null; }
  [[nodiscard]] bool scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool sequence() const { return kind == Kind::sequence; }
  [[nodiscard]] bool map() const { return kind == Kind::map; }
  /// Value of the first entry with this key; nullptr if there is none (or this is no map).
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
};

struct Entry {
  std::string key;
  Mark key_mark;
  Node value;
};

/// A scenario is a page of text. Everything up to this size is read within a second, whatever it contains.
inline constexpr std::size_t kLargestFile = std::size_t{2} << 20;
/// Lists and maps inside each other.
inline constexpr int kDeepestNesting = 64;
/// Keys and values in one file.
inline constexpr std::size_t kMostNodes = 200'000;

/// Reads a file. nullopt: it cannot be read or is not the YAML we accept (UTF-8 text; no anchors, aliases or tags; one
/// document); `diagnostics` says where and why. Never throws.
std::optional<Node> read_document(const std::string& path, Diagnostics& diagnostics);

/// The same for a text; `name` stands in for the file name.
std::optional<Node> parse_document(const std::string& name, std::string text, Diagnostics& diagnostics);

/// The part of a known text after its first `skip` bytes, which must be in the first line (what follows `--set path=`).
/// An empty rest is a null node, not an error.
std::optional<Node> parse_rest(int source, std::string_view text, std::size_t skip, Diagnostics& diagnostics);

}  // namespace scenario
