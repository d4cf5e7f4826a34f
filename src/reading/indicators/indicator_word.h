// Reads one word of a text: the scalar half of indicators().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"
#include "reading/indicators/host_names.h"
#include "reading/indicators/indicator_lexicon.h"
#include "reading/indicators/refang.h"

namespace whence {

class WordReader {
 public:
  // `text` and `lexicon` must outlive this. `own_domain`: the registrable domain of the document's site, or empty.
  WordReader(std::string_view text, const IndicatorLexicon& lexicon, std::string own_domain)
      : text_(text), lexicon_(lexicon), judge_(lexicon), own_domain_(std::move(own_domain)) {}

  // Reads the word and answers where reading goes on: its end, or further where an indicator reaches beyond.
  std::size_t read(const IndicatorWord& word);
  std::vector<IndicatorMention> take() { return std::move(found_); }
  // Bytes looked at so far, those looked at twice counted twice.
  std::size_t work() const { return work_; }

 private:
  struct UrlHost {
    std::size_t end = 0;  // 0: none
    std::string name;
    std::string_view note;
  };

  // Positions are in plain_ unless called the text's. Each reader answers where reading goes on, 0 for "not mine".
  std::size_t read_piece(Span span, bool forms);
  std::size_t read_at(std::size_t at);
  std::size_t read_run(std::size_t begin, std::size_t end);
  std::size_t read_url(std::size_t colon);
  std::size_t read_bare_url(std::size_t begin, std::size_t host_end, std::string_view host, std::string_view note);
  std::size_t read_email(std::size_t sign);
  std::size_t read_ipv6(std::size_t begin);
  std::size_t read_quad(std::size_t begin, std::size_t end);
  std::size_t read_domain(std::size_t begin, std::size_t end);
  std::size_t read_cve(std::size_t begin);
  std::size_t read_asn(std::size_t begin);
  std::size_t read_long(std::size_t begin, std::size_t end);
  bool read_secret(std::size_t begin, std::size_t end);
  UrlHost url_host(std::size_t begin);
  std::size_t tail_end(std::size_t at, std::string_view stops);
  std::size_t run_end(std::size_t at);
  bool version_at(std::size_t begin, std::size_t end, const AddressBytes& bytes) const;
  bool own_site(std::string_view host) const;
  std::size_t leave_word(IndicatorMention& mention);
  void emit(std::string_view type, std::string value, std::size_t begin, std::size_t end, std::string_view note,
            bool defanged = false);
  char before(std::size_t at) const { return at == 0 ? ' ' : plain_[at - 1]; }
  char here(std::size_t at) const { return at < plain_.size() ? plain_[at] : ' '; }

  std::string_view text_;
  const IndicatorLexicon& lexicon_;
  HostJudge judge_;
  std::string own_domain_;
  std::vector<IndicatorMention> found_;
  Refanged word_;
  std::string_view plain_;
  std::size_t work_ = 0;
  std::size_t run_end_ = 0;       // end of the run of host characters measured last: each is measured once
  std::size_t searched_ = 0;      // where the search of plain_ for hashes and wallets has come
  std::size_t emitted_ = 0;       // end in plain_ of the last indicator
  std::size_t text_reached_ = 0;  // end in the text of a CVE or network number that left its word
  std::size_t version_end_ = 0;   // end in the text of the last dotted number taken for a version
};

}  // namespace whence
