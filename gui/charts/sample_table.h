#pragma once
/// Samples of several series side by side: a row for each instant at which one of them has a value. For CSV.

#include <QList>
#include <QString>
#include <QStringList>
#include <vector>

#include "gui/view/pyramid.h"

namespace charts {

class SampleTable {
 public:
  /// Of [from, until] seconds.
  SampleTable(double from, double until) : from_(from), until_(until) {}
  /// `samples` must outlive rows().
  void add(const QString& name, const view::Pyramid& samples) { series_.push_back({name, &samples, 0}); }
  /// The first row are the names: "seconds", then those of the series. A series without a value leaves its cell empty.
  [[nodiscard]] QList<QStringList> rows();

 private:
  struct Series {
    QString name;
    const view::Pyramid* samples;
    std::size_t next;
  };
  [[nodiscard]] double next_instant() const;

  double from_;
  double until_;
  std::vector<Series> series_;
};

/// Cells with commas, quotes or line ends are quoted (RFC 4180).
QString csv_text(const QList<QStringList>& rows);

}  // namespace charts
