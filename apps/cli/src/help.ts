/** What `rahdari help` prints. */
export const HELP = `rahdari: plans shipments between Pakistan and Kazakhstan

  rahdari plan FROM TO --ready DATE [options]   every lawful way, and why not the others
  rahdari places QUERY [--limit N]              places by name in any script, id or UN/LOCODE
  rahdari crossing ID [--on DATE] [--as-of DATE]
                                                hours, queue, rules and stops of one crossing
  rahdari backtest [--write FILE]               documented journeys replayed
  rahdari claim [--on DATE] [--write FILE]      "20-30 % shorter" tested pair by pair
  rahdari data check                            faults in the data, with file, path and reason
  rahdari verify FILE [--bundle FILE] [--trust] a receipt, discrepancy or QR code (text, PNG, JPEG), offline
  rahdari ledger VERB ...                       the shared ledger: rahdari ledger help
  rahdari transit list | play ID                numbered scenarios of transit, told step by step
  rahdari transit declare PLAN.json|- [--option N]
                                                regimes under which a plan can be declared, and why not
      ... --regime R --movement M1 --holder PAK/041/123 --guarantee XB25000071 --vehicle LES-4711
          [--approval NUMBER:YYYY-MM-DD] [--permit QP-1,..]
                                                and the declaration itself
  rahdari transit serve DIR --port N [--host H] [--node-port N] [--node-host H] [--hooks-inside]
                                                the interface of transit, for the offices whose keys DIR holds
  rahdari transit key add|list|revoke DIR --as ID [--office ID/office | --holder H | --guarantor G] [--label T]
                                                keys of that interface
  rahdari rebuild DIR                           makes the records anew from the ledger
  rahdari records save|load DIR FILE            what no ledger holds, into a file and back
  rahdari help | --version

Options of plan:
  --ready DATE             when the goods are ready, YYYY-MM-DD or with time and zone
  --deadline DATE          wanted by; gives the chance to be on time
  --goods HS               HS 2022 code of 2, 4 or 6 digits
  --tonnes N               net mass, default 20
  --value USD              value of the goods
  --reefer, --dangerous    refrigerated; dangerous goods
  --unit UNIT              truck (20t), container (40ft) or wagon; default truck
  --registration CC        country of the vehicle; default that of FROM
  --driver CC              nationality of the driver; default as the registration
  --drivers 1|2            default 1
  --prefer WHAT            balanced, time, cost, reliability, co2e or handovers
  --exclude-country CC,..  --exclude-crossing ID,..  --exclude-mode road,rail,sea,air
  --via PLACE,PLACE,..     exactly this route
  --papers held|to-get     papers in hand, or asked for on the day of planning
  --at PLACE --on DATE     plan on from where the shipment is
  --as-of DATE             with what was known on that day; default today
  --seed N, --draws N      of the simulation; default 1 and 10,000
  --json, --format json|csv|geojson|text
  --server URL             ask this server instead of planning here

Records of transit lie in DIR, or in the PostgreSQL server that DATABASE_URL names.
Every command takes --json, those that plan --data DIR (repeatable: places, links, closures over the shipped ones).
Exit codes: 0 an answer; 1 no lawful way, nothing found or what was to be verified does not hold; 2 bad input or
faulty data; 69 a server or node cannot be reached, is busy or is another version; 70 a fault of ours; 74 the answer
could not be written; 130 stopped by Ctrl-C.
`;
