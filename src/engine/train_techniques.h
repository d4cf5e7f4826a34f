// `whence kb train-techniques`: makes the weights of the technique classifier.
#pragma once

#include <string>

#include "base/result.h"
#include "evaluation/reading/technique_folds.h"
#include "lexicon/data.h"

namespace whence {

struct TrainingSources {
  std::string upstream;  // the catalogues: UPSTREAM/attack/enterprise-attack-VERSION.json[.gz]
  std::string reports;   // a file of labelled sentences of reports
};

struct TrainedTechniques {
  std::string weights;  // the bytes of data/reading/technique-weights.txt
  std::string former;   // the bytes of data/reading/technique-former.tsv
  SetScore score;       // cross-validated on the reports
  Calibration calibration;
  NamingFigures naming;
  std::size_t catalogue = 0, reports = 0, ordinary = 0;  // sentences
};

Result<TrainedTechniques> train_techniques(const TrainingSources& sources, const Data& data);

// The cross-validated figures alone, for `whence evaluate reading`; set "tram". The weights of `data` that the
// catalogue alone gave are taken as they are; what reports change in them is learnt anew for each part.
Result<SetScore> evaluate_techniques(const TrainingSources& sources, const Data& data);
// A labelled set read by the weights of `data`.
Result<SetScore> evaluate_shipped_techniques(const std::string& reports, const std::string& set, const Data& data);

}  // namespace whence
