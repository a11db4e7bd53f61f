#pragma once
/// The random half of member ids: client.id-UUID, or group.instance.id-UUID. Their order decides who comes first in
/// every assignment by member id. Kafka: GroupMetadata.generateMemberId.

#include <string>

#include "model/types/ids.h"
#include "sim/random/rng.h"

namespace kafka {

class MemberIds {
 public:
  virtual ~MemberIds() = default;
  /// A text that no member has had; `client` is who asks for it.
  [[nodiscard]] virtual std::string uuid(ClientId client) = 0;
};

/// Version 4 UUIDs, as java.util.UUID.randomUUID prints them.
class RandomMemberIds final : public MemberIds {
 public:
  explicit RandomMemberIds(sim::Rng rng) : rng_(rng) {}
  [[nodiscard]] std::string uuid(ClientId client) override;

 private:
  sim::Rng rng_;
};

}  // namespace kafka
