/** What `rahdari ledger help` prints: each verb with one example. */
export const LEDGER_HELP = `rahdari ledger: signed events of authorities that do not trust each other, and proof of each

DIR holds keys.age, ledgers/, journals/, receipts/ and discrepancies/ of one node or post. ORIGIN names a ledger,
such as example.org/qtta/1. The passphrase of keys.age is asked for, or read from RAHDARI_PASSPHRASE.

Try it on one machine:
  init DIR --origin ORIGIN --member ID[=NAME] ... [--office ID/office ...]   a whole ledger, all keys in one hand
       [--agreement NAME] [--engine alone|cosigned] [--machine rights/1|transit/1] [--port N]
       rahdari ledger init trial --origin example.org/trial/1 --member PK --member AF --office PK/torkham

In earnest, each authority in its own directory:
  enrol DIR ID=NAME --entry FILE [--node NODE-NAME] [--neutral]              own keys, and the public entry
       rahdari ledger enrol pk PK="Pakistan Customs" --node pk.example/node --entry pk.json
  enrol DIR ID/office                                                        the key of an office
       rahdari ledger enrol torkham PK/torkham
  charter DIR --origin ORIGIN --agreement NAME --out FILE ENTRY ...          all entries and the log's key together
       rahdari ledger charter seq --origin example.org/qtta/1 --agreement QTTA --out charter.json pk.json af.json
  seal DIR CHARTER --as ID --out FILE                                        an authority agrees
       rahdari ledger seal pk charter.json --as PK --out charter-pk.json
  found DIR CHARTER ... [--cosigner ID=URL ...]                              begins it, once all have sealed
       rahdari ledger found seq charter-pk.json charter-af.json --cosigner PK=http://10.0.0.2:9100/example.org/qtta/1
  join DIR CHARTER ... --as ID --sequencer URL [--entry FILE]                a member's node cosigns it
       rahdari ledger join pk charter-pk.json charter-af.json --as PK --sequencer http://10.0.0.1:9100/example.org/qtta/1
  serve DIR --port N [--host H] [--log-level L]                              all ledgers of DIR; /health, /metrics
       rahdari ledger serve pk --port 9100
  witness DIR --name NAME --log VKEY | --port N [--host H]                   a neutral witness: logs only grow
       rahdari ledger witness w --name w.example/1 --log VKEY && rahdari ledger witness w --port 9200

At a post:
  append DIR --as ID/office KIND [BODY.json|-] [--at INSTANT] [--journal]    journal first, then the ledger
       [--private FILE.json --opening FILE] [--anyway]
       rahdari ledger append torkham --as PK/torkham right.reserve body.json --node http://10.0.0.1:9100/example.org/qtta/1
  reconcile DIR --as ID/office [--all]                                       what is provisional, to the ledger
       rahdari ledger reconcile torkham --as PK/torkham --node http://10.0.0.1:9100/example.org/qtta/1
  resume DIR --as ID/office                                                  goes on when the journal is lost
       rahdari ledger resume torkham --as PK/torkham --node http://10.0.0.1:9100/example.org/qtta/1
  prove DIR INDEX [--disclose OPENING:FIELD,...] [--out FILE] [--qr FILE.svg|.png|.txt]
       rahdari ledger prove torkham 12 --disclose opening.json:seal --out k71.json --qr k71.svg
  checkpoint DIR                                                             the last one that is final
       rahdari ledger checkpoint seq

Members and keys, by an authority's root:
  members DIR [--bundle FILE] [--publish]                                    who they are; what verifiers need
       rahdari ledger members seq --bundle bundle.json
  key add DIR --as ID --office OFFICE | --cosigns NODE-NAME [--key BASE64]   registers a key; its node is started again
       rahdari ledger key add pk --as PK --office torkham --key BASE64
  key revoke DIR KEYID --as ID [--compromised-from INDEX]                    ends one
       rahdari ledger key revoke pk 4ee52beb35c35a98 --as PK --compromised-from 120
  key rotate DIR --as ID                                                     the root that was held back takes over
       rahdari ledger key rotate pk --as PK
  propose DIR --as ID --join ENTRY | --leave ID                              put to the vote
       rahdari ledger propose pk --as PK --join kg.json
  vote DIR PROPOSAL yes|no --as ID
       rahdari ledger vote af 120 yes --as AF
  accept DIR PROPOSAL --as ID                                                the newcomer, once it is adopted
       rahdari ledger accept kg 120 --as KG --node http://10.0.0.1:9100/example.org/qtta/1
  address DIR ID=URL | sequencer=URL                                         where another node is from now on
       rahdari ledger address seq KG=http://10.0.0.5:9100/example.org/qtta/1

Care:
  fsck DIR [--ledger ORIGIN]                                                 every log derived again: file, byte, reason
       rahdari ledger fsck seq
  page DIR --out FILE [--page FILE]                                          verifies offline, the bundle in it
       rahdari ledger page seq --out verify.html

--ledger ORIGIN names one of several in DIR; --node URL reaches it at a node, http://HOST:PORT/ORIGIN. Every command
takes --json. Nothing is overwritten.
Exit codes: 0 done, final and accepted; 1 rejected, refused, discrepancies, faults or not there; 2 bad input or a
wrong passphrase; 69 a node cannot be reached, is busy, or too few cosigned: what was written stays provisional.
`;
