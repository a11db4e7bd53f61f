#pragma once
/// How many more brokers a topic can lose: until writes stop, and until acknowledged records may be gone.

#include <cstdint>
#include <string>
#include <vector>

#include "gui/view/snapshot.h"

namespace view {

struct Guarantee {
  std::string topic;
  std::int32_t until_writes_stop = 0;   ///< brokers more, in the worst partition; 0: acks=all is refused already
  std::int32_t until_data_is_lost = 0;  ///< brokers more that hold every acknowledged record; 0: some may be gone
  bool acks_all = true;                 ///< all its producers wait for all; else what is said of data is not promised
};

/// Of topics that applications use, by name; as the stored ISR and living processes have it now. A record that
/// acks=all has acknowledged is in every member of the ISR: as long as one of them lives (and unclean elections are
/// off) it is there.
std::vector<Guarantee> guarantees(const Snapshot& snapshot);

/// "One more broker until writes stop, two until data is at risk."
std::string sentence_of(const Guarantee& guarantee);

}  // namespace view
