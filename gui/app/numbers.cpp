#include "gui/app/numbers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "gui/style/format.h"
#include "gui/view/seconds.h"

namespace app {
namespace {

/// What a column of a plot is made of.
struct Span {
  int count = 0;
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
  double sum = 0;

  void add(double value) {
    ++count;
    least = std::min(least, value);
    most = std::max(most, value);
    sum += value;
  }
};

QString plain(double value) { return QString::number(value, 'g', 10); }

using style::text_of;

/// As they stand in events.jsonl, if that is what the detail is.
QJsonValue fields_of(const std::string& detail) {
  const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(detail));
  return document.isObject() ? QJsonValue(document.object()) : QJsonValue(text_of(detail).trimmed());
}

}  // namespace

QByteArray csv_of(const QList<QStringList>& rows) {
  QString text;
  for (const QStringList& row : rows) {
    QStringList fields;
    for (QString field : row) {
      if (field.contains(',') || field.contains('"') || field.contains('\n'))
        field = '"' + field.replace('"', "\"\"") + '"';
      fields << field;
    }
    text += fields.join(',') + "\n";
  }
  return text.toUtf8();
}

QList<QStringList> by_columns(const QList<QStringList>& rows, int columns) {
  if (columns <= 0 || rows.size() < 2 || rows[0].value(0) != QLatin1String("seconds")) return rows;
  for (const QString& cell : rows[1]) {
    bool ok = cell.isEmpty();
    if (!ok) cell.toDouble(&ok);
    if (!ok) return rows;  // a list with times, not values over time
  }
  const double from = rows[1][0].toDouble();
  const double width = (rows.back()[0].toDouble() - from) / columns;
  if (width <= 0) return rows;
  const qsizetype series = rows[0].size() - 1;
  QStringList names{rows[0][0]};
  for (qsizetype s = 1; s <= series; ++s)
    names << rows[0][s] + " least" << rows[0][s] + " mean" << rows[0][s] + " most";
  std::vector<std::vector<Span>> spans(static_cast<std::size_t>(columns),
                                       std::vector<Span>(static_cast<std::size_t>(series)));
  for (qsizetype r = 1; r < rows.size(); ++r) {
    const auto column = std::clamp(static_cast<int>((rows[r][0].toDouble() - from) / width), 0, columns - 1);
    for (qsizetype s = 0; s < series; ++s) {
      bool ok = false;
      const double value = rows[r].value(s + 1).toDouble(&ok);
      if (ok) spans[static_cast<std::size_t>(column)][static_cast<std::size_t>(s)].add(value);
    }
  }
  QList<QStringList> made{names};
  for (std::size_t c = 0; c < spans.size(); ++c) {
    QStringList row{plain(from + width * static_cast<double>(c))};
    for (const Span& s : spans[c])
      s.count == 0 ? row << ""
                         << ""
                         << ""
                   : row << plain(s.least) << plain(s.sum / s.count) << plain(s.most);
    made << row;
  }
  return made;
}

QList<QStringList> event_rows(const view::RunRecord& record) {
  QList<QStringList> rows{{"number", "seconds", "event", "where", "who", "text", "detail", "cause", "because"}};
  for (const view::EventRow& e : record.events())
    rows << QStringList{QString::number(e.number),
                        QString::number(view::seconds(e.time), 'f', 6),
                        text_of(e.name),
                        text_of(e.where),
                        text_of(e.who),
                        text_of(e.text),
                        text_of(e.detail).trimmed(),
                        e.cause == 0 ? QString() : QString::number(e.cause),
                        text_of(e.because)};
  return rows;
}

QByteArray event_lines(const view::RunRecord& record) {
  QByteArray lines;
  for (const view::EventRow& e : record.events()) {
    QJsonObject object{{"number", static_cast<qint64>(e.number)},
                       {"seconds", view::seconds(e.time)},
                       {"event", text_of(e.name)},
                       {"where", text_of(e.where)},
                       {"who", text_of(e.who)},
                       {"text", text_of(e.text)},
                       {"detail", fields_of(e.detail)}};
    if (e.cause != 0) object["cause"] = static_cast<qint64>(e.cause);
    if (!e.because.empty()) object["because"] = text_of(e.because);
    lines += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
  }
  return lines;
}

}  // namespace app
