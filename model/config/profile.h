#pragma once
/// Which Kafka a scenario speaks: defaults and behaviour of a release.

namespace kafka {

/// `2.3`: the tutorial's tools and clients (2.3.1 with ZooKeeper 3.4.14). `3.9`: the last line with ZooKeeper.
enum class Profile { v2_3, v3_9 };

}  // namespace kafka
