#pragma once
/// Gives out producer ids, each once in the whole cluster. Kafka: ProducerIdManager.

#include <functional>

#include "model/types/error_code.h"
#include "model/types/ids.h"

namespace kafka {

class ProducerIdManager {
 public:
  using Done = std::function<void(ErrorCode error, ProducerId id)>;

  virtual ~ProducerIdManager() = default;
  /// `done` is called at once or later.
  virtual void generate(Done done) = 0;
};

}  // namespace kafka
