#pragma once
/// What the command line asks for.

#include <QSize>
#include <QStringList>
#include <optional>

namespace app {

/// Exit codes of kafkasim-gui.
enum ExitCode { kGood = 0, kUsage = 2, kBadScenario = 3, kInvariantBroken = 4, kBlankPicture = 5 };

struct Options {
  QString scenario;  ///< name or file; "" = none
  QString variant;
  std::optional<qulonglong> seed;
  QStringList set;     ///< path=value
  QStringList inject;  ///< "60 kill broker-102 for 60s": at that second
  QString theme = "dark";
  QSize size{1600, 1000};
  double scale = 1;
  bool operators = false;

  QStringList render;        ///< pages; "all"
  std::optional<double> at;  ///< seconds; nothing: the end
  std::optional<double> cursor;
  std::optional<std::pair<double, double>> window;  ///< of all charts: seconds
  QStringList compare;  ///< what is changed in run B: "variant:acks-1", "seed:7", "path=value"
  QString select;       ///< "broker:broker-102", "truck:12", "partition:orders-0"
  QString out = ".";
  QString script;
  QString report;
  QString csv;     ///< a folder
  QString frames;  ///< a folder
  double from = 0;
  double to = 10;
  double fps = 30;
  double speed = 1;
  int bench = 0;  ///< frames
  bool list_pages = false;

  /// Nothing of a live window is wanted.
  [[nodiscard]] bool headless() const {
    return !render.isEmpty() || !script.isEmpty() || !report.isEmpty() || !csv.isEmpty() || !frames.isEmpty() ||
           bench > 0 || list_pages;
  }
};

/// Nothing: `message` is to be printed, and `code` is the exit code (0 after --help).
std::optional<Options> read_options(const QStringList& arguments, QString& message, int& code);

}  // namespace app
