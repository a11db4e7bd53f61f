#include "tools/kafka/hash_order.h"

#include <algorithm>
#include <cstdint>

#include "model/types/java_hash.h"

namespace tools {

namespace {

/// An option's hash is that of the list of its names.
std::int32_t option_hash(const std::string& name) {
  return static_cast<std::int32_t>(31U + static_cast<std::uint32_t>(kafka::java_string_hash(name)));
}

/// Source: scala.collection.immutable.HashSet.improve.
std::uint32_t improved(std::int32_t hash) {
  auto h = static_cast<std::uint32_t>(hash);
  h += ~(h << 9U);
  h ^= h >> 14U;
  h += h << 4U;
  return h ^ (h >> 10U);
}

/// A trie of five bits a level, the lowest first.
bool before(std::uint32_t a, std::uint32_t b) {
  for (; a != b; a >>= 5U, b >>= 5U)
    if ((a & 31U) != (b & 31U)) return (a & 31U) < (b & 31U);
  return false;
}

}  // namespace

std::vector<std::string> java_option_set_order(const std::vector<std::string>& names) {
  std::vector<std::int32_t> hashes;
  for (const std::string& name : names) hashes.push_back(option_hash(name));
  std::vector<std::string> order;
  for (const std::size_t i :
       kafka::hash_map_order(hashes, kafka::hash_table_for_copy_of(static_cast<std::int32_t>(names.size()))))
    order.push_back(names[i]);
  return order;
}

std::vector<std::string> scala_option_set_order(const std::vector<std::string>& names) {
  std::vector<std::string> order = names;
  if (names.size() > 4)
    std::stable_sort(order.begin(), order.end(), [](const std::string& a, const std::string& b) {
      return before(improved(option_hash(a)), improved(option_hash(b)));
    });
  return order;
}

}  // namespace tools
