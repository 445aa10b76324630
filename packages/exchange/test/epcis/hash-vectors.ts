import type { Json, JsonObject } from "@rahdari/ledger";

// Expected values of the reference implementation of the event hash, RalphTro/epcis-event-hash-generator (MIT License,
// Copyright (c) 2019 RalphTro): of its tests/examples, expected/CBV2.0 unless it says otherwise, and what its release
// 1.9.3 gives for the examples of GS1.

type Vector = {
  readonly name: string;
  readonly context?: Json;
  readonly event: JsonObject;
  readonly pre: string;
  readonly hash: string;
};

export const VECTORS: readonly Vector[] = [
  {
    name: "epcisDocWithShippingAndTransportingEvent, 1",
    event: {
      type: "ObjectEvent",
      eventTime: "2022-02-16T12:50:00.000+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sscc:4012345.1112223334"],
      action: "OBSERVE",
      bizStep: "departing",
      readPoint: { id: "urn:epc:id:sgln:4012345.00022.0" },
      bizTransactionList: [{ type: "desadv", bizTransaction: "urn:epcglobal:cbv:bt:4012345000009:ASN1099" }],
      sourceList: [{ type: "possessing_party", source: "urn:epc:id:pgln:4012345.00000" }],
      destinationList: [{ type: "possessing_party", destination: "urn:epc:id:pgln:4023333.00000" }],
    },
    pre: "eventType=ObjectEventeventTime=2022-02-16T11:50:00.000ZeventTimeZoneOffset=+01:00epcListepc=https://id.gs1.org/00/140123451122233341action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-departingreadPointid=https://id.gs1.org/414/4012345000221bizTransactionListtype=https://ref.gs1.org/cbv/BTT-desadvbizTransaction=urn:epcglobal:cbv:bt:4012345000009:ASN1099sourceListtype=https://ref.gs1.org/cbv/SDT-possessing_partysource=https://id.gs1.org/417/4012345000009destinationListtype=https://ref.gs1.org/cbv/SDT-possessing_partydestination=https://id.gs1.org/417/4023333000000",
    hash: "2919bf0587534fef0e25eea97b5dda68f345e6bbf2c6b4cb27b2a52e0039272b",
  },
  {
    name: "epcisDocWithShippingAndTransportingEvent, 2",
    event: {
      type: "ObjectEvent",
      eventTime: "2022-02-16T16:50:00.000+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sscc:4012345.1112223334"],
      action: "OBSERVE",
      bizStep: "transporting",
      readPoint: { id: "geo:47.506694,11.104301" },
    },
    pre: "eventType=ObjectEventeventTime=2022-02-16T15:50:00.000ZeventTimeZoneOffset=+01:00epcListepc=https://id.gs1.org/00/140123451122233341action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-transportingreadPointid=geo:47.506694,11.104301",
    hash: "1d2ec4174d8f0b5988a44795b31a636e8bc7f88ebc4bdc0d35c14f215a842e80",
  },
  {
    name: "TimeStampRoundOff, 1",
    event: {
      type: "ObjectEvent",
      eventTime: "2023-02-02T11:04:03.1415Z",
      eventTimeZoneOffset: "+01:00",
      epcList: ["https://id.gs1.de/00/040123451111111110"],
      action: "OBSERVE",
      bizStep: "shipping",
      disposition: "in_transit",
      readPoint: { id: "https://id.gs1.de/414/4012345000115" },
    },
    pre: "eventType=ObjectEventeventTime=2023-02-02T11:04:03.142ZeventTimeZoneOffset=+01:00epcListepc=https://id.gs1.org/00/040123451111111110action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-shippingdisposition=https://ref.gs1.org/cbv/Disp-in_transitreadPointid=https://id.gs1.org/414/4012345000115",
    hash: "af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6",
  },
  {
    name: "epcisDocWithVariousEventTypes, 6",
    event: {
      type: "AggregationEvent",
      eventTime: "2019-10-21T17:30:56.591+02:00",
      eventTimeZoneOffset: "+02:00",
      parentID: "urn:epc:id:sscc:4012344.0111111133",
      childQuantityList: [
        { epcClass: "urn:epc:class:lgtin:4054739.099902.P2", quantity: 12, uom: "KGM" },
        { epcClass: "urn:epc:class:lgtin:4054739.012345.lot2", quantity: 17 },
      ],
      action: "ADD",
      bizStep: "packing",
      readPoint: { id: "urn:epc:id:sgln:4012345.00025.0" },
    },
    pre: "eventType=AggregationEventeventTime=2019-10-21T15:30:56.591ZeventTimeZoneOffset=+02:00parentID=https://id.gs1.org/00/040123441111111333childQuantityListquantityElementepcClass=https://id.gs1.org/01/04054739123451/10/lot2quantity=17quantityElementepcClass=https://id.gs1.org/01/04054739999025/10/P2quantity=12uom=KGMaction=ADDbizStep=https://ref.gs1.org/cbv/BizStep-packingreadPointid=https://id.gs1.org/414/4012345000252",
    hash: "cfda50b7ff23682e989bafc3747ac9b752f405305fcde6618280f6be27344f35",
  },
  {
    name: "epcisDocWithVariousEventTypes, 12",
    context: [{ example: "https://ns.example.com/epcis/" }],
    event: {
      type: "TransformationEvent",
      eventTime: "2019-10-21T14:58:56.591+02:00",
      eventTimeZoneOffset: "+02:00",
      inputEPCList: ["urn:epc:id:sgtin:4012345.011122.25", "urn:epc:id:sgtin:4000001.065432.99886655"],
      outputEPCList: [
        "urn:epc:id:sgtin:4012345.077889.25",
        "urn:epc:id:sgtin:4012345.077889.26",
        "urn:epc:id:sgtin:4012345.077889.27",
        "urn:epc:id:sgtin:4012345.077889.28",
      ],
      inputQuantityList: [
        { epcClass: "urn:epc:class:lgtin:4012345.011111.4444", quantity: 10, uom: "KGM" },
        { epcClass: "urn:epc:class:lgtin:0614141.077777.987", quantity: 30 },
        { epcClass: "urn:epc:idpat:sgtin:4012345.066666.*", quantity: 220 },
      ],
      bizStep: "commissioning",
      readPoint: { id: "urn:epc:id:sgln:4012345.00001.0" },
      ilmd: { "example:bestBeforeDate": "2015-11-10", "example:batch": "XYZ" },
    },
    pre: "eventType=TransformationEventeventTime=2019-10-21T12:58:56.591ZeventTimeZoneOffset=+02:00inputEPCListepc=https://id.gs1.org/01/04000001654321/21/99886655epc=https://id.gs1.org/01/04012345111224/21/25inputQuantityListquantityElementepcClass=https://id.gs1.org/01/00614141777778/10/987quantity=30quantityElementepcClass=https://id.gs1.org/01/04012345111118/10/4444quantity=10uom=KGMquantityElementepcClass=https://id.gs1.org/01/04012345666663quantity=220outputEPCListepc=https://id.gs1.org/01/04012345778892/21/25epc=https://id.gs1.org/01/04012345778892/21/26epc=https://id.gs1.org/01/04012345778892/21/27epc=https://id.gs1.org/01/04012345778892/21/28bizStep=https://ref.gs1.org/cbv/BizStep-commissioningreadPointid=https://id.gs1.org/414/4012345000016ilmd{https://ns.example.com/epcis/}batch=XYZ{https://ns.example.com/epcis/}bestBeforeDate=2015-11-10",
    hash: "36ab2ba0e3eac03d14a630148c63c31da00b8c4f1c311f501eb459e89a6e6350",
  },
  {
    // The place of a part's extensions as rule 21 has it: there expected under CBV2.1, as release 1.9.3 does for 2.0.
    name: "ReferenceEventHashAlgorithm3",
    context: [{ example: "https://ns.example.com/epcis/" }],
    event: {
      type: "ObjectEvent",
      eventTime: "2020-03-04T11:00:30+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sgtin:0614141.011111.987"],
      action: "OBSERVE",
      bizStep: "departing",
      disposition: "in_transit",
      readPoint: { id: "urn:epc:id:sgln:4012345.00011.0", "example:myField1": "AB-12" },
      bizTransactionList: [{ type: "po", bizTransaction: "urn:epc:id:gdti:4012345.11111.123" }],
      sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:4012345.00000" }],
      destinationList: [{ type: "owning_party", destination: "urn:epc:id:pgln:0614141.00000" }],
      "example:userExt": "CD-34",
    },
    pre: "eventType=ObjectEventeventTime=2020-03-04T10:00:30.000ZeventTimeZoneOffset=+01:00epcListepc=https://id.gs1.org/01/00614141111114/21/987action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-departingdisposition=https://ref.gs1.org/cbv/Disp-in_transitreadPointid=https://id.gs1.org/414/4012345000115{https://ns.example.com/epcis/}myField1=AB-12bizTransactionListtype=https://ref.gs1.org/cbv/BTT-pobizTransaction=https://id.gs1.org/253/4012345111118123sourceListtype=https://ref.gs1.org/cbv/SDT-owning_partysource=https://id.gs1.org/417/4012345000009destinationListtype=https://ref.gs1.org/cbv/SDT-owning_partydestination=https://id.gs1.org/417/0614141000005{https://ns.example.com/epcis/}userExt=CD-34",
    hash: "e9273954ba78387caf181fe74038871990dbc97568d068123d0a8774b843e383",
  },
];

/**
 * File under JSON/ of gs1/EPCIS, which of its events, hash. Left out are those for which release 1.9.3 departs from its
 * own table: lists of transactions, sources and destinations beside sensors, certificationInfo, truth values of JSON.
 */
export const REFERENCE_HASHES: readonly (readonly [file: string, event: number, hash: string])[] = [
  [
    "WithDigitalLinkID/Example_9.6.4-TransformationEventWithDigitalLink.jsonld",
    0,
    "c794227acf3a4d9be9ba1f8340425782f88a0f4e3f35b533a8bf8f1bc206a379",
  ],
  [
    "WithDigitalLinkID/Example_9.6.3-AggregationEventWithDigitalLink.jsonld",
    0,
    "c6d04a3b2879ee8b89a595053f328830b802fb76f7d148909c574174561465e4",
  ],
  [
    "WithDigitalLinkID/Example_9.6.1-ObjectEventWithDigitalLink.jsonld",
    0,
    "d3b08a0fc053bb7dc4065fe2664c18886e2f729abd1221520beffb55831da327",
  ],
  [
    "WithDigitalLinkID/Example_9.6.1-ObjectEventWithDigitalLink.jsonld",
    1,
    "4edc29e1e6848aa19422f37f8dae23bf0865378b0953d83aa1062e6c86131ea6",
  ],
  [
    "WithSensorData/SensorDataExample17.jsonld",
    0,
    "78f7ce4e3410f59ac8156943982d59d088aa5c9900397b3e3723a70a5e712f24",
  ],
  [
    "WithSensorData/SensorDataExample6.jsonld",
    0,
    "dc553ea18db2298361835392506762b14b1a09c1f7e082c5733f6efeaa373076",
  ],
  [
    "WithSensorData/SensorDataExample15.jsonld",
    0,
    "fcb10e73fec55b657dfb734b81b949a00a0bb311a603199425b9476ae7d9f287",
  ],
  [
    "WithSensorData/SensorDataExample14.jsonld",
    0,
    "f53077e26dc7387e3c91a15e2d6dd777626846ede13c3f53c5d441f747b2a325",
  ],
  [
    "WithSensorData/SensorDataExample1b.jsonld",
    0,
    "08beb681e36b670e24a69332ab88df84145346c7bb33bbf36709c45d7764dc25",
  ],
  [
    "WithSensorData/SensorDataExample5.jsonld",
    0,
    "b1755d5ed79d53b1e968b9e884ad353fe1cc77892f0ca1d99bd264cf715bb92a",
  ],
  [
    "WithSensorData/SensorDataExample2.jsonld",
    0,
    "45a15b4a53f34e18dbb331bcc291c51ccefe5313fd7567a92ab2536deba59598",
  ],
  [
    "WithSensorData/SensorDataExample3.jsonld",
    0,
    "de0c28e7a5ec2b32a349f0fa46146d7b75777442c18bfbd8c3835a07d86c0250",
  ],
  [
    "WithSensorData/SensorDataExample16.jsonld",
    0,
    "e1c13af8c5c9ca254ba231326fa81b27066cd55b190a64ec6450481baa2e3be6",
  ],
  [
    "WithSensorData/SensorDataExample1.jsonld",
    0,
    "4eea934e9e0b466884b4b444a5924cabb9e649cdff0447b97e1b688c802a91bb",
  ],
  [
    "WithSensorData/SensorDataExample4.jsonld",
    0,
    "eeb655259427b5adef79f56d50fefbbdce790e306bf46ddf92f0965ba2f2a792",
  ],
  [
    "WithSensorData/SensorDataExample10.jsonld",
    0,
    "6dfb6e940ab80102b951989a22129949b0e54c43d2764a55b48586dba271599c",
  ],
  [
    "WithSensorData/SensorDataExample13.jsonld",
    0,
    "f92619eaba7f682e700b1e21fd69a7e5981357798cc4e5be5662302f778a3adb",
  ],
  [
    "Example_9.6.1-ObjectEvent-with-pseudo-SBDH-headers.jsonld",
    0,
    "df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6",
  ],
  [
    "Example_9.6.1-ObjectEvent-with-pseudo-SBDH-headers.jsonld",
    1,
    "32547b2344d525ea60ab1b899d82a9011fd9c39bb26ed936e113066146f49941",
  ],
  [
    "Example_9.6.1-with-comment.jsonld",
    0,
    "df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6",
  ],
  [
    "Example_9.6.1-with-comment.jsonld",
    1,
    "32547b2344d525ea60ab1b899d82a9011fd9c39bb26ed936e113066146f49941",
  ],
  [
    "Example_9.6.4-TransformationEvent.jsonld",
    0,
    "c794227acf3a4d9be9ba1f8340425782f88a0f4e3f35b533a8bf8f1bc206a379",
  ],
  ["Example_9.6.1-ObjectEvent.jsonld", 0, "df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6"],
  ["Example_9.6.1-ObjectEvent.jsonld", 1, "32547b2344d525ea60ab1b899d82a9011fd9c39bb26ed936e113066146f49941"],
  [
    "Example_9.6.3-AggregationEvent.jsonld",
    0,
    "96b6bf98742a60dbfaa2dda08b63435ce67079d224ea27d63e55e62a7843b878",
  ],
  [
    "WithErrorDeclaration/ErrorDeclarationAndCorrectiveEvent.jsonld",
    0,
    "db50dd61ad0309f0f727d7b1f9335728d77c07b2ba13f82fe58a87f42e943a2a",
  ],
  [
    "WithErrorDeclaration/ErrorDeclarationAndCorrectiveEvent.jsonld",
    1,
    "e74d8397fb06e337c3a9ffdf00effff305de5fc8ec6f0fbae28b036f4320cfda",
  ],
  [
    "WithErrorDeclaration/Example_9.6.1-ObjectEvent-with-error-declaration.jsonld",
    0,
    "df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6",
  ],
  [
    "WithErrorDeclaration/Example_9.6.1-ObjectEvent-with-error-declaration.jsonld",
    1,
    "32547b2344d525ea60ab1b899d82a9011fd9c39bb26ed936e113066146f49941",
  ],
  [
    "AssociationEvent/AssociationEvent-h.jsonld",
    0,
    "2fff9bed44a912a5905b5ea660b1fe0fd695bde66997304afaa9774fc2a5a877",
  ],
  [
    "AssociationEvent/AssociationEvent-d.jsonld",
    0,
    "b9350b16fd98c704364d0b37fc39bb7816459c42e46fb1fd1ccd4f2135b9b8d3",
  ],
  [
    "AssociationEvent/AssociationEvent-g.jsonld",
    0,
    "b9350b16fd98c704364d0b37fc39bb7816459c42e46fb1fd1ccd4f2135b9b8d3",
  ],
  [
    "AssociationEvent/AssociationEvent-e.jsonld",
    0,
    "2820137e367df426b0eb62660bb1baf8f2f06d5306a0e1568230067b526c4566",
  ],
  [
    "AssociationEvent/AssociationEvent-a.jsonld",
    0,
    "39141606ab0b3f7839735303d670b16acdd6faf573d27564ebb3f76ad23e4ff7",
  ],
  [
    "AssociationEvent/AssociationEvent-c.jsonld",
    0,
    "847bbfc737fe2de2af46f2f334225a53ce680361a5ba2a0269e4a50fc4923429",
  ],
  [
    "AssociationEvent/AssociationEvent-b.jsonld",
    0,
    "2a4801ee770582c1952504052703f6ccca6b6a11ddd85936365bd7d01c6729c7",
  ],
];
