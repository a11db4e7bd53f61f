#pragma once
/// What happened, in words: one sentence for each kind of event.

#include <string>

#include "gui/view/chunk.h"
#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"

namespace view {

struct Sentence {
  EventClass kind = EventClass::request;
  std::string who;   ///< the entity it happened to: "broker-102", "orders-0", "group shop", a client's name
  std::string text;  ///< without a full stop
};

/// A new kind of event does not compile until it has its sentence (see cluster_words.h, client_words.h, group_words.h).
Sentence sentence_of(const scenario::Names& names, sim::HostId host, const kafka::Event& event);

}  // namespace view
