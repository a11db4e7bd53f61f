#pragma once
/// Which event is explained: the selected one, else the last turn of what is selected, else the last turn.

#include "gui/bridge/session.h"

namespace events {

/// nullptr: nothing has happened yet.
const view::EventRow* explained(bridge::Session& session);

}  // namespace events
