#pragma once
/// Everything that a window shows, without a window: pictures, film, numbers, scripts. The same run gives the same
/// bytes.

#include <QImage>

#include "gui/app/main_window.h"
#include "gui/app/options.h"

namespace app {

/// Does what the options ask for; the exit code. The session is one of Mode::direct.
int run_headless(const Options& options, bridge::Session& session, MainWindow& window);

/// Opens the scenario and brings it to the instant, with the faults made on the way. "", or what is wrong; `code` then.
QString prepare(const Options& options, bridge::Session& session, MainWindow& window, int& code);

/// "broker:broker-102": it is marked in all views. "", or what is expected.
QString select(const QString& what, bridge::Session& session);

/// Of what is known of a run: whether a promise of Kafka, or one of ours, was broken.
int exit_code_of(const view::RunRecord& record);

/// Nearly one colour, or hardly any: something was not drawn.
bool is_blank(const QImage& picture);

}  // namespace app
