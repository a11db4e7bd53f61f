#include "gui/charts/sample_table.h"

#include <algorithm>
#include <limits>

namespace charts {

double SampleTable::next_instant() const {
  double next = std::numeric_limits<double>::max();
  for (const Series& s : series_)
    if (s.next < s.samples->size()) next = std::min(next, s.samples->time(s.next));
  return next;
}

QList<QStringList> SampleTable::rows() {
  QList<QStringList> all;
  QStringList names{"seconds"};
  for (Series& s : series_) {
    names << s.name;
    s.next = 0;
    while (s.next < s.samples->size() && s.samples->time(s.next) < from_) ++s.next;
  }
  all << names;
  for (double t = next_instant(); t <= until_; t = next_instant()) {
    QStringList row{QString::number(t, 'f', 3)};
    for (Series& s : series_) {
      const bool here = s.next < s.samples->size() && s.samples->time(s.next) == t;
      row << (here ? QString::number(static_cast<double>(s.samples->value(s.next)), 'g', 9) : QString());
      if (here) ++s.next;
    }
    all << row;
  }
  return all;
}

QString csv_text(const QList<QStringList>& rows) {
  QString text;
  for (const QStringList& row : rows) {
    QStringList cells;
    for (const QString& cell : row) {
      const bool plain = !cell.contains(',') && !cell.contains('"') && !cell.contains('\n');
      cells << (plain ? cell : '"' + QString(cell).replace("\"", "\"\"") + '"');
    }
    text += cells.join(',') + '\n';
  }
  return text;
}

}  // namespace charts
