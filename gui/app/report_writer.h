#pragma once
/// The report of a whole run, with what was done to it by hand.

#include <QByteArray>
#include <QString>

#include "gui/bridge/session.h"

namespace app {

/// Runs the session's run from its beginning to its end once more, beside it. `wrong`: what went wrong; "" = nothing.
QByteArray report_of(const bridge::Session& session, QString& wrong);

}  // namespace app
