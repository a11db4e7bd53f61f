#include "scenarios/engine/loader/variants.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/format.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/overrides.h"
#include "scenarios/engine/loader/shorten.h"

namespace scenario {
namespace {

/// What a variant does not inherit, and what is no part of a scenario.
bool own_key(std::string_view key) {
  return key == "title" || key == "set" || key == "without" || key == "expect" || key == "expect.only" ||
         key == "steps";
}

const std::string* label_of(const Node& item) {
  for (const char* key : {"name", "id"}) {
    const Node* label = item.find(key);
    if (label != nullptr && label->scalar()) return &label->text;
  }
  return nullptr;
}

bool all_labelled(const Node& list) {
  return list.sequence() && !list.items.empty() &&
         std::all_of(list.items.begin(), list.items.end(), [](const Node& n) { return label_of(n) != nullptr; });
}

void merge(Node& under, const Node& over);

void merge_lists(Node& under, const Node& over) {
  for (const Node& item : over.items) {
    const auto same = std::find_if(under.items.begin(), under.items.end(), [&](const Node& n) {
      const std::string* label = label_of(n);
      return label != nullptr && *label == *label_of(item);
    });
    if (same == under.items.end()) {
      under.items.push_back(item);
    } else {
      merge(*same, item);
    }
  }
}

void merge(Node& under, const Node& over) {
  if (under.sequence() && all_labelled(over)) return merge_lists(under, over);
  if (!under.map() || !over.map()) {
    under = over;
    return;
  }
  for (const Entry& entry : over.entries) {
    if (Node* existing = under.find(entry.key)) {
      merge(*existing, entry.value);
    } else {
      under.entries.push_back(entry);
    }
  }
}

void change_paths(Context& context, Node& root, const Node& set) {
  if (!expect_map(context, set, "set")) return;
  for (const Entry& entry : set.entries) change_at(context, root, entry.key_mark, entry.key, entry.value);
}

void leave_out(Context& context, Node& root, const Node& without) {
  if (!expect_list(context, without, "without")) return;
  for (const Node& item : without.items) {
    const std::string* path = expect_scalar(context, item, "without", "a path such as faults.crash");
    if (path != nullptr) change_at(context, root, item.mark, *path, std::nullopt);
  }
}

bool good_name(std::string_view name) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= 64 && name.front() != '.' && std::all_of(name.begin(), name.end(), good);
}

}  // namespace

void read_variants(Context& context, const Node& root, ScenarioSpec& spec) {
  const Node* all = root.find("variants");
  if (all == nullptr || !expect_map(context, *all, "variants")) return;
  report_duplicate_keys(context, *all, "variants");
  for (const Entry& entry : all->entries) {
    if (context.diagnostics.full()) return;
    if (!good_name(entry.key)) {
      context.error(entry.key_mark, fmt::format("'{}' cannot be the name of a variant", shorten(entry.key)),
                    "letters, digits, '-', '_' and '.', such as acks-1");
    }
    context.variants.add(entry.key);
    VariantInfo info{entry.key, ""};
    MapReader reader(context, entry.value, Section::variant, "variants." + entry.key);
    reader.require("title");
    reader.text("title", info.title);
    spec.variants.push_back(std::move(info));
  }
}

bool apply_variant(Context& context, Node& root, const std::string& name) {
  const Node* all = root.find("variants");
  const Node* found = all == nullptr ? nullptr : all->find(name);
  if (found == nullptr || !found->map()) return false;
  const Node variant = *found;
  for (const Entry& entry : variant.entries) {
    if (own_key(entry.key)) continue;
    if (Node* existing = root.find(entry.key)) {
      merge(*existing, entry.value);
    } else {
      root.entries.push_back(entry);
    }
  }
  if (const Node* set = variant.find("set")) change_paths(context, root, *set);
  if (const Node* without = variant.find("without")) leave_out(context, root, *without);
  return true;
}

}  // namespace scenario
