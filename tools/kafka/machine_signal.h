#pragma once
/// A signal to a program that is a machine of its own on the network.

#include "model/cluster/client_machine.h"
#include "tools/kafka/tool.h"

namespace tools {

/// KILL, STOP and CONT: the machine goes the way of the process. `machine`: nullptr as long as it has none; what has
/// stopped is left alone. INT and TERM are the program's own business.
inline void pass_on(Signal signal, kafka::ClientMachine* machine) {
  if (!machine || machine->host().stopped()) return;
  if (signal == Signal::KILL) machine->stop(sim::StopKind::kill);
  if (signal == Signal::STOP) machine->pause();
  if (signal == Signal::CONT) machine->resume();
}

}  // namespace tools
