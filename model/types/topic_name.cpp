#include "model/types/topic_name.h"

#include <algorithm>

#include "model/types/utf16.h"

namespace kafka {

namespace {

bool is_legal(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

std::string invalid_in_words_of_2_3(std::string_view name) {
  if (name.empty()) return "Topic name is illegal, it can't be empty";
  if (name == "." || name == "..") return "Topic name cannot be \".\" or \"..\"";
  const std::string text(name);
  if (utf16_length(name) > kMaxTopicNameLength) {
    return "Topic name is illegal, it can't be longer than " + std::to_string(kMaxTopicNameLength) +
           " characters, topic name: " + text;
  }
  if (std::all_of(name.begin(), name.end(), is_legal)) return {};
  return "Topic name \"" + text +
         "\" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'";
}

std::string invalid_in_words_of_3_4(std::string_view name) {
  const std::string prefix = "Topic name is invalid: ";
  const std::string quoted = "'" + std::string(name) + "'";
  if (name.empty()) return prefix + "the empty string is not allowed";
  if (name == "." || name == "..") return prefix + quoted + " is not allowed";
  if (utf16_length(name) > kMaxTopicNameLength) {
    return prefix + "the length of " + quoted + " is longer than the max allowed length " +
           std::to_string(kMaxTopicNameLength);
  }
  if (std::all_of(name.begin(), name.end(), is_legal)) return {};
  return prefix + quoted + " contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'";
}

}  // namespace

std::string invalid_topic_name(std::string_view name, TopicNameWording wording) {
  return wording == TopicNameWording::v2_3 ? invalid_in_words_of_2_3(name) : invalid_in_words_of_3_4(name);
}

bool has_collision_chars(std::string_view name) { return name.find_first_of("._") != std::string_view::npos; }

std::string unify_collision_chars(std::string_view name) {
  std::string unified(name);
  std::replace(unified.begin(), unified.end(), '.', '_');
  return unified;
}

bool topic_names_collide(std::string_view a, std::string_view b) {
  return unify_collision_chars(a) == unify_collision_chars(b);
}

bool is_internal_topic(std::string_view name) { return name == "__consumer_offsets" || name == "__transaction_state"; }

TopicNameResult validate_topic_creation(std::string_view name, std::span<const std::string> existing,
                                        TopicNameWording wording) {
  if (std::string why = invalid_topic_name(name, wording); !why.empty())
    return {ErrorCode::INVALID_TOPIC_EXCEPTION, std::move(why)};
  const std::string quoted = "Topic '" + std::string(name) + "'";
  if (std::find(existing.begin(), existing.end(), name) != existing.end())
    return {ErrorCode::TOPIC_ALREADY_EXISTS, quoted + " already exists."};
  if (!has_collision_chars(name)) return {};
  std::string colliding;
  for (const std::string& other : existing) {
    if (!topic_names_collide(name, other)) continue;
    if (!colliding.empty()) colliding += ", ";
    colliding += other;
  }
  if (colliding.empty()) return {};
  return {ErrorCode::INVALID_TOPIC_EXCEPTION, quoted + " collides with existing topics: " + colliding};
}

}  // namespace kafka
