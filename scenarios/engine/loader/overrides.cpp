#include "scenarios/engine/loader/overrides.h"

#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/format.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

/// Is `name` all of `path` or a part of it that ends before a point?
bool leads(std::string_view name, std::string_view path) {
  return path.starts_with(name) && (path.size() == name.size() || path[name.size()] == '.');
}

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('.')); }

/// Walks from the root along one path and puts the value there, or removes what is there.
class PathWalk {
 public:
  /// `where` is the place of the path's first character.
  PathWalk(Context& context, Mark where, std::string_view path, std::optional<Node> value)
      : context_(context), where_(where), path_(path), rest_(path), value_(std::move(value)) {}

  void run(Node& root) { into_map(root, Section::root, ""); }

 private:
  [[nodiscard]] Mark here() const {
    return {where_.source, where_.line, where_.column + static_cast<int>(path_.size() - rest_.size())};
  }

  void step(std::string_view name) { rest_.remove_prefix(std::min(rest_.size(), name.size() + 1)); }

  /// The map's entry of that name, added if need be.
  Node& child(Node& map, std::string_view key) {
    if (Node* existing = map.find(key)) return *existing;
    map.entries.push_back({std::string(key), here(), {}});
    map.entries.back().value.mark = here();
    return map.entries.back().value;
  }

  void put(Node& map, std::string_view key) {
    if (value_) {
      child(map, key) = std::move(*value_);
    } else if (std::erase_if(map.entries, [&](const Entry& e) { return e.key == key; }) == 0) {
      context_.error(here(), fmt::format("there is no '{}' to leave out", shorten(path_)));
    }
  }

  void into_map(Node& node, Section section, std::string_view name) {
    if (node.null()) {
      node.kind = Node::Kind::map;
    } else if (!node.map()) {
      context_.error(here(), fmt::format("'{}' is {} in the file, not a map with keys", name, describe(node)));
      return;
    }
    if (open_section(section)) return put(node, rest_);
    const FormatKey* key = nullptr;
    for (const FormatKey& k : keys_of(section)) {
      if (leads(k.name, rest_) && (key == nullptr || k.name.size() > key->name.size())) key = &k;
    }
    if (key == nullptr) return unknown_key(section, name);
    if (key->name.size() == rest_.size()) return put(node, key->name);
    if (!key->has_keys()) {
      context_.error(here(), fmt::format("'{}' is a single value: nothing can follow its name", key->name));
      return;
    }
    if (key->leads == FormatKey::Leads::named) {
      context_.error(here(), fmt::format("'{}' cannot be changed by a path", key->name),
                     "change the file, or choose one by --variant NAME");
      return;
    }
    Node& next = child(node, key->name);
    step(key->name);
    if (key->leads == FormatKey::Leads::list) return into_list(next, key->section, key->name);
    into_map(next, key->section, key->name);
  }

  void unknown_key(Section section, std::string_view name) {
    // Keys may hold points themselves: look for one like the whole rest first, then for one like its first part.
    const auto known = key_names(section);
    std::string hint = suggest(rest_, known);
    if (!hint.starts_with("did you mean")) hint = suggest(first_part(rest_), known);
    context_.error(here(),
                   fmt::format("unknown key '{}'{}", shorten(rest_), name.empty() ? "" : fmt::format(" in {}", name)),
                   hint);
  }

  void into_list(Node& node, Section section, std::string_view name) {
    if (!node.sequence()) {
      context_.error(here(), fmt::format("'{}' has no entries in the file to choose from", name));
      return;
    }
    std::string_view label;
    Node* item = find_item(node, label);
    if (item == nullptr) {
      std::vector<std::string_view> names;
      for (const Node& n : node.items) {
        if (const std::string* s = label_of(n)) names.push_back(*s);
      }
      context_.error(here(), fmt::format("{} has no entry '{}'", name, shorten(first_part(rest_))),
                     suggest(first_part(rest_), names));
      return;
    }
    if (label.size() == rest_.size()) {
      if (value_) {
        *item = std::move(*value_);
      } else {
        node.items.erase(node.items.begin() + (item - node.items.data()));
      }
      return;
    }
    step(label);
    if (section == Section::expectation && item->map()) return put(*item, rest_);
    into_map(*item, section, label);
  }

  static const std::string* label_of(const Node& item) {
    for (const char* key : {"name", "id"}) {
      const Node* label = item.find(key);
      if (label != nullptr && label->scalar()) return &label->text;
    }
    return nullptr;
  }

  /// By name, the longest that fits; else by number.
  Node* find_item(Node& list, std::string_view& label) {
    Node* best = nullptr;
    for (Node& item : list.items) {
      const std::string* name = label_of(item);
      if (name == nullptr || name->empty() || !leads(*name, rest_) || name->size() <= label.size()) continue;
      best = &item;
      label = *name;
    }
    if (best != nullptr) {
      label = rest_.substr(0, label.size());
      return best;
    }
    const auto index = parse_integer(first_part(rest_), 0, static_cast<std::int64_t>(list.items.size()) - 1);
    if (!index.ok()) return nullptr;
    label = first_part(rest_);
    return &list.items[static_cast<std::size_t>(index.value)];
  }

  Context& context_;
  Mark where_;
  std::string_view path_;
  std::string_view rest_;
  std::optional<Node> value_;
};

}  // namespace

void apply_overrides(Context& context, Node& root, const std::vector<std::string>& set) {
  for (const std::string& text : set) {
    const std::size_t equals = text.find('=');
    const std::string path = text.substr(0, equals);
    const int source = context.diagnostics.add_source(fmt::format("--set {}", shorten(path)), text);
    if (equals == std::string::npos || path.empty()) {
      context.error({source, 1, 1}, "an override is written path=value", "such as duration=10m");
      continue;
    }
    auto value = parse_rest(source, text, equals + 1, context.diagnostics);
    if (value) change_at(context, root, {source, 1, 1}, path, std::move(*value));
  }
}

void change_at(Context& context, Node& root, Mark where, const std::string& path, std::optional<Node> value) {
  PathWalk(context, where, path, std::move(value)).run(root);
}

}  // namespace scenario
