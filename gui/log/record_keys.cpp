#include "gui/log/record_keys.h"

#include <algorithm>

#include "scenarios/engine/run/keys.h"

namespace logs {

RecordKeys::Key RecordKeys::of(kafka::ClientId producer) const {
  const auto it = known_.find(producer);
  if (it != known_.end()) return it->second;
  Key key;
  const std::string name = names_->client(producer);
  const std::string truck = "truck-";
  if (spec_.trucks && name.starts_with(truck)) {
    const QString number = QString::fromStdString(name.substr(truck.size()));
    bool ok = false;
    const long long n = number.toLongLong(&ok);
    if (ok) key = {true, QString::fromStdString(scenario::format_key(spec_.trucks->key_format, n))};
  }
  for (const scenario::ProducerSpec& p : spec_.producers) {
    if (name != p.name && !(p.count > 1 && name.starts_with(p.name + "-"))) continue;
    if (p.workload.key.kind == scenario::KeySpec::Kind::constant)
      key = {true, QString::fromStdString(p.workload.key.constant)};
    if (p.workload.key.kind == scenario::KeySpec::Kind::null) key = {true, {}};
  }
  return known_[producer] = key;
}

QString RecordKeys::label(const Piece& piece, std::int64_t offset) const {
  if (piece.control) return QStringLiteral("TX");
  const Key key = of(piece.producer);
  return key.known && !key.text.isEmpty() ? key.text : QString::number(piece.first_id + offset - piece.base);
}

std::size_t RecordKeys::hue(const Piece& piece) const {
  const Key key = of(piece.producer);
  if (!key.known || key.text.isEmpty()) return static_cast<std::size_t>(std::max(0, piece.producer.value()));
  std::size_t sum = 7;
  for (const QChar c : key.text) sum = sum * 31 + c.unicode();
  return sum;
}

}  // namespace logs
