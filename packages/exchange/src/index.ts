export { EPCIS_CONTEXT, type EpcisOptions, epcisDocument } from "./epcis/epcis-document.ts";
export { eventHash, preHash } from "./epcis/event-hash.ts";
export { EPCIS_KINDS } from "./epcis/happenings.ts";
export {
  ETIR_SHAPED_NAMESPACE,
  isEtirCode,
  readEtir,
  writeEtir,
} from "./etir/etir-document.ts";
export {
  ETIR_FORMS,
  ETIR_PAIRS,
  type EtirCode,
  type EtirDocument,
  type EtirFault,
  type EtirRequest,
  type EtirResponse,
} from "./etir/etir-forms.ts";
export {
  ETIR_KINDS,
  type EtirMessage,
  type EtirMissing,
  type EtirTold,
  etirMessages,
  etirMessagesOf,
} from "./etir/etir-messages.ts";
export { type EtirNackHeader, etirNack } from "./etir/etir-nack.ts";
export {
  type EtirAsked,
  etirAnswer,
  etirGuaranteeQuery,
  etirHolderInformation,
  etirOfficeCheck,
} from "./etir/etir-services.ts";
export {
  ExchangeError,
  type ExchangeFault,
  type ExchangeFormat,
  type ExchangeIssue,
  type FormFault,
  type XmlFault,
} from "./exchange-error.ts";
export type { Journey, OfficeOf, Recorded, Untold } from "./journey.ts";
export type { Gap } from "./ncts/gap.ts";
export {
  type DeclarationDraft,
  type ImportedDeclaration,
  type ImportOptions,
  importNcts015,
  type PayloadDraft,
} from "./ncts/import-declaration.ts";
export {
  NCTS_KINDS,
  NCTS_NAMESPACE,
  type NctsAddress,
  type NctsMessage,
  type NctsMissing,
  type NctsTold,
  type NctsType,
  nctsMessages,
  nctsMessagesOf,
} from "./ncts/ncts-messages.ts";
export { officeOfReference, officeReference } from "./ncts/office-reference.ts";
export { type NackHeader, nctsXmlNack } from "./ncts/xml-nack.ts";
export { RailCarriage, RoadCarriage } from "./unece/carriage.ts";
export { cmrFaults } from "./unece/cmr-particulars.ts";
export { ecmr } from "./unece/ecmr.ts";
export { smgs } from "./unece/smgs.ts";
export { smgsFaults } from "./unece/smgs-particulars.ts";
export type { XmlLimits } from "./xml/read-xml.ts";
