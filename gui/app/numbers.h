#pragma once
/// What screens show, as rows and lines for other programs.

#include <QByteArray>
#include <QList>
#include <QStringList>

#include "gui/view/run_record.h"

namespace app {

/// The rows as text: names first, fields with commas or quotes in quotes (RFC 4180).
QByteArray csv_of(const QList<QStringList>& rows);

/// Rows whose first column is "seconds", put together into so many columns of a plot: of each other column its least,
/// its mean and its largest value in that span. Other rows are returned as they are.
QList<QStringList> by_columns(const QList<QStringList>& rows, int columns);

/// The events that are told, one a row; the event log's columns.
QList<QStringList> event_rows(const view::RunRecord& record);
/// One JSON object a line.
QByteArray event_lines(const view::RunRecord& record);

}  // namespace app
