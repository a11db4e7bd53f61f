#include "gui/app/options.h"

#include <QCommandLineParser>

namespace app {
namespace {

void describe(QCommandLineParser& parser) {
  parser.setApplicationDescription(
      "The dashboard of kafkasim: see a simulated Kafka cluster, break it, rewind it, understand it.");
  parser.addPositionalArgument("scenario", "A scenario's name or file.", "[SCENARIO]");
  parser.addOptions({
      {"variant", "One of the scenario's variants.", "name"},
      {"seed", "Another seed.", "number"},
      {"set", "Change a setting: path=value. May be repeated.", "path=value"},
      {"inject", "A fault by hand: second and words, \"60 kill broker-102 for 60s\". May be repeated.", "fault"},
      {"theme", "dark, light or high-contrast.", "name", "dark"},
      {"size", "Size of the window in pixels.", "WxH", "1600x1000"},
      {"scale", "Device pixels to a pixel.", "number", "1"},
      {"operator", "Show what an operator's metrics say instead of the truth."},
      {"render", "Write pictures of pages and end: names with commas, or all.", "pages"},
      {"at", "The instant in simulated seconds.", "seconds"},
      {"cursor", "The charts' cursor stands there.", "seconds"},
      {"window", "All charts show that time: 15..45.", "from..to"},
      {"compare",
       "Run it beside a second one with that change: variant:NAME, seed:NUMBER or PATH=VALUE. May be repeated; see "
       "--render compare.",
       "change"},
      {"select", "Mark something: broker:NAME, partition:NAME, group:NAME, truck:NUMBER.", "what"},
      {"out", "Folder for pictures.", "folder", "."},
      {"script", "Do what the file says, line by line.", "file"},
      {"report", "Write the report of the whole run.", "file"},
      {"csv", "Write the numbers of every page.", "folder"},
      {"frames", "Write the frames of a film of --render's page.", "folder"},
      {"from", "The film begins there.", "seconds", "0"},
      {"to", "The film ends there.", "seconds", "10"},
      {"fps", "Frames in a second of the film.", "number", "30"},
      {"speed", "Simulated seconds in a second of the film.", "number", "1"},
      {"bench", "Measure so many frames of every page, or of those of --render.", "frames"},
      {"list-pages", "Name the pages."},
  });
  parser.addHelpOption();
  parser.addVersionOption();
}

/// The option's value as a number; `wrong` says what is not one.
double number(const QCommandLineParser& parser, const QString& name, QString& wrong) {
  bool ok = false;
  const double value = parser.value(name).toDouble(&ok);
  if (!ok) wrong = QString("--%1: a number is expected, not '%2'").arg(name, parser.value(name));
  return value;
}

QString read_size(const QString& text, QSize& size) {
  const QStringList parts = text.split('x');
  bool ok_w = false;
  bool ok_h = false;
  const QSize read(parts.value(0).toInt(&ok_w), parts.value(1).toInt(&ok_h));
  if (parts.size() != 2 || !ok_w || !ok_h || read.width() < 640 || read.height() < 400)
    return QString("--size: WIDTHxHEIGHT of at least 640x400 is expected, not '%1'").arg(text);
  size = read;
  return {};
}

QString read_window(const QString& text, Options& o) {
  const QStringList parts = text.split("..");
  bool ok_from = false;
  bool ok_to = false;
  const double from = parts.value(0).toDouble(&ok_from);
  const double to = parts.value(1).toDouble(&ok_to);
  if (parts.size() != 2 || !ok_from || !ok_to || from < 0 || to <= from)
    return QString("--window: FROM..TO in seconds is expected, not '%1'").arg(text);
  o.window = {from, to};
  return {};
}

QString take(const QCommandLineParser& parser, Options& o) {
  QString wrong;
  if (parser.positionalArguments().size() > 1) return "one scenario is expected";
  o.scenario = parser.positionalArguments().value(0);
  o.variant = parser.value("variant");
  o.set = parser.values("set");
  o.inject = parser.values("inject");
  o.theme = parser.value("theme");
  if (o.theme != "dark" && o.theme != "light" && o.theme != "high-contrast")
    return QString("--theme: dark, light or high-contrast is expected, not '%1'").arg(o.theme);
  if (const QString bad = read_size(parser.value("size"), o.size); !bad.isEmpty()) return bad;
  if (parser.isSet("window"))
    if (const QString bad = read_window(parser.value("window"), o); !bad.isEmpty()) return bad;
  o.compare = parser.values("compare");
  o.operators = parser.isSet("operator");
  if (parser.isSet("render")) o.render = parser.value("render").split(',', Qt::SkipEmptyParts);
  if (parser.isSet("seed")) {
    bool ok = false;
    o.seed = parser.value("seed").toULongLong(&ok);
    if (!ok) return QString("--seed: a whole number is expected, not '%1'").arg(parser.value("seed"));
  }
  o.scale = number(parser, "scale", wrong);
  if (parser.isSet("at")) o.at = number(parser, "at", wrong);
  if (parser.isSet("cursor")) o.cursor = number(parser, "cursor", wrong);
  o.from = number(parser, "from", wrong);
  o.to = number(parser, "to", wrong);
  o.fps = number(parser, "fps", wrong);
  o.speed = number(parser, "speed", wrong);
  if (parser.isSet("bench")) o.bench = static_cast<int>(number(parser, "bench", wrong));
  o.select = parser.value("select");
  o.out = parser.value("out");
  o.script = parser.value("script");
  o.report = parser.value("report");
  o.csv = parser.value("csv");
  o.frames = parser.value("frames");
  o.list_pages = parser.isSet("list-pages");
  if (!o.frames.isEmpty() && o.render.size() != 1) return "--frames: --render names the one page that is filmed";
  return wrong;
}

}  // namespace

std::optional<Options> read_options(const QStringList& arguments, QString& message, int& code) {
  QCommandLineParser parser;
  describe(parser);
  code = kUsage;
  if (!parser.parse(arguments)) {
    message = parser.errorText();
    return std::nullopt;
  }
  if (parser.isSet("help")) {
    message = parser.helpText();
    code = kGood;
    return std::nullopt;
  }
  if (parser.isSet("version")) {
    message = QCoreApplication::applicationName() + " " + QCoreApplication::applicationVersion();
    code = kGood;
    return std::nullopt;
  }
  Options options;
  message = take(parser, options);
  if (!message.isEmpty()) return std::nullopt;
  return options;
}

}  // namespace app
