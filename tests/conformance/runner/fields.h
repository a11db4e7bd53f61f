#pragma once
/// A map of a case file, read strictly: a field that is missing, of another type or left unread fails the case.

#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace conformance {

/// The case is not what the runner understands; the message says where.
struct CaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// "none", "null" and YAML's null all stand for no value.
bool is_none(const YAML::Node& node);

/// Converts or throws CaseError.
std::int64_t to_integer(const YAML::Node& node, const std::string& where);
std::string to_text(const YAML::Node& node, const std::string& where);
bool to_flag(const YAML::Node& node, const std::string& where);

class Fields {
 public:
  Fields(YAML::Node map, std::string where);

  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] bool has(std::string_view key) const;
  /// All keys, in the order of the file; reading them this way does not count as reading their fields.
  [[nodiscard]] std::vector<std::string> keys() const;

  /// Throws CaseError if there is no such field.
  YAML::Node node(std::string_view key);
  std::int64_t integer(std::string_view key);
  std::int32_t int32(std::string_view key);
  bool flag(std::string_view key);
  std::string text(std::string_view key);
  std::vector<std::int64_t> integers(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  /// A size that may be null: -1 then.
  std::int32_t size_or_null(std::string_view key);
  /// A map within; it must be read out too.
  Fields& map(std::string_view key);
  /// A list of maps within.
  std::vector<Fields*> maps(std::string_view key);

  std::int64_t integer_or(std::string_view key, std::int64_t fallback) { return has(key) ? integer(key) : fallback; }
  bool flag_or(std::string_view key, bool fallback) { return has(key) ? flag(key) : fallback; }
  std::string text_or(std::string_view key, std::string fallback) { return has(key) ? text(key) : fallback; }

  /// Read, but of no meaning to a check.
  void ignore(std::string_view key) {
    if (has(key)) used_.insert(std::string(key));
  }
  /// The fields nobody read, here and below.
  [[nodiscard]] std::vector<std::string> unread() const;

  [[nodiscard]] CaseError error(std::string_view what) const;

 private:
  Fields& add_child(YAML::Node map, std::string where);
  [[nodiscard]] std::string at(std::string_view key) const { return where_ + "." + std::string(key); }

  YAML::Node map_;
  std::string where_;
  std::set<std::string> used_;
  std::vector<std::unique_ptr<Fields>> children_;
};

inline std::chrono::milliseconds ms(std::int64_t value) { return std::chrono::milliseconds(value); }

}  // namespace conformance
