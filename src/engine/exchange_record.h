// A document as it travels: everything the workspace keeps of it, in the forms of store/claim_json.h, and back. What
// comes back is somebody else's bytes: it is checked before it is believed.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "format/exchange.h"
#include "store/verdicts.h"
#include "store/workspace.h"

namespace whence {

// A reading and what was said of it and of its claims.
struct KeptDocument {
  Reading reading;
  std::string program;  // that read it
  std::vector<Verdict> verdicts;
  std::vector<Annotation> remarks;
};

// A document without its text, and back, with it as "text". Error: a record that is none; layout is not yet checked.
Json document_record(const Document& document);
Result<Document> document_of_record(const Json& record, const std::string& place);

SharedDocument shared_document(const KeptDocument& kept);
// Error: a record that is none, or whose places lie outside its text. `place` is for messages.
Result<KeptDocument> kept_document(const ReceivedDocument& received, const std::string& place);

// Out of the workspace. Error: it does not hold what it must.
Result<KeptDocument> kept_document(Workspace& workspace, const DocumentRow& row);

}  // namespace whence
