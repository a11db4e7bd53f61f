#pragma once
/// Which names a topic may have, in Kafka's words (Kafka: org.apache.kafka.common.internals.Topic, AdminZkClient).

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "model/types/error_code.h"

namespace kafka {

/// Longest name, in UTF-16 units; legal names are ASCII, so in characters.
inline constexpr std::size_t kMaxTopicNameLength = 249;

/// Kafka's wording of a refusal up to 3.3 and since 3.4.
enum class TopicNameWording { v2_3, v3_4 };

/// Why `name` is no legal topic name, as Kafka's InvalidTopicException says it; "" if it is legal.
std::string invalid_topic_name(std::string_view name, TopicNameWording wording = TopicNameWording::v3_4);

/// Does the name hold '.' or '_', which metric names do not tell apart?
bool has_collision_chars(std::string_view name);
/// The name as metrics see it: '_' for '.' (Kafka: Topic.unifyCollisionChars).
std::string unify_collision_chars(std::string_view name);
/// Would the metrics of the two topics be the same?
bool topic_names_collide(std::string_view a, std::string_view b);

/// Kafka's own topics: __consumer_offsets and __transaction_state.
bool is_internal_topic(std::string_view name);

struct TopicNameResult {
  ErrorCode error = ErrorCode::NONE;  ///< INVALID_TOPIC_EXCEPTION or TOPIC_ALREADY_EXISTS
  std::string message;
};

/// May a topic of this name be created beside the existing ones (Kafka: AdminZkClient.validateTopicCreate)? An equal
/// name is found before a colliding one. Linear in the number of topics.
TopicNameResult validate_topic_creation(std::string_view name, std::span<const std::string> existing,
                                        TopicNameWording wording = TopicNameWording::v3_4);

}  // namespace kafka
