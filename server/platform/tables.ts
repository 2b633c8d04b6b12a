// Generated from database/migrations by `npm run generate`; do not edit.
import type { Generated, GeneratedAlways } from "kysely";

export type Tables = {
  "aftersales.cases": {
    id: bigint;
    orderId: bigint;
    shopId: bigint;
    buyerId: bigint;
    kind: "refund" | "return" | "exchange";
    state: string;
    reason: string;
    note: Generated<string>;
    fen: bigint;
    rejectReason: Generated<string>;
    initiator: Generated<number>;
    dueAt: Date | null;
    refundId: bigint | null;
    openedAt: Date;
    endedAt: Date | null;
  };
  "aftersales.history": {
    id: bigint;
    caseId: bigint;
    state: string;
    byWhom: string;
    note: Generated<string>;
    happenedAt: Date;
  };
  "alliance.commissions": {
    id: bigint;
    orderId: bigint;
    lineId: bigint;
    shopId: bigint;
    creatorId: bigint;
    planId: bigint;
    goodsFen: bigint;
    bp: number;
    fen: bigint;
    state: "unsettled" | "settled" | "cancelled";
    createdAt: Date;
    endedAt: Date | null;
  };
  "alliance.plans": {
    id: bigint;
    productId: bigint;
    shopId: bigint;
    kind: string;
    commissionBp: number;
    version: number;
    startsAt: Date;
    endsAt: Date | null;
    createdBy: bigint;
    createdAt: Date;
  };
  "alliance.showcaseItems": {
    creatorId: bigint;
    productId: bigint;
    shopId: bigint;
    addedAt: Date;
  };
  "catalog.auditLog": {
    id: bigint;
    productId: bigint;
    draftVersion: number;
    decision: "submitted" | "cancelled" | "approved" | "rejected";
    reason: Generated<string>;
    actorId: bigint;
    happenedAt: Date;
  };
  "catalog.categories": {
    id: bigint;
    parentId: bigint | null;
    nameZh: string;
    nameEn: string;
    floorFen: Generated<bigint>;
    depositFen: Generated<bigint>;
    confirmDays: Generated<number>;
    sort: Generated<number>;
  };
  "catalog.freightTemplates": {
    id: bigint;
    shopId: bigint;
    name: string;
    kind: "free" | "conditional" | "charged";
    rules: unknown;
    createdAt: Date;
  };
  "catalog.openListings": {
    id: bigint | null;
    shopId: bigint | null;
    status: string | null;
    editStatus: string | null;
    draft: unknown;
    draftVersion: number | null;
    rejectReason: string | null;
    titleZh: string | null;
    titleEn: string | null;
    categoryId: bigint | null;
    pictureKeys: string[] | null;
    detail: unknown;
    templateId: bigint | null;
    promiseHours: number | null;
    priceMinFen: bigint | null;
    priceMaxFen: bigint | null;
    soldCount: number | null;
    version: number | null;
    submittedAt: Date | null;
    listedAt: Date | null;
    createdAt: Date | null;
  };
  "catalog.priceHistory": {
    skuId: bigint;
    priceFen: bigint;
    since: Date;
  };
  "catalog.products": {
    id: bigint;
    shopId: bigint;
    status:
      | "init"
      | "on"
      | "self_off"
      | "violation_off"
      | "deposit_off"
      | "brand_expired"
      | "banned"
      | "bin"
      | "deleted";
    editStatus: "none" | "editing" | "auditing" | "failed" | "approved" | "writing" | "uploading" | "upload_failed";
    draft: unknown;
    draftVersion: Generated<number>;
    rejectReason: string | null;
    titleZh: string | null;
    titleEn: string | null;
    categoryId: bigint | null;
    pictureKeys: Generated<string[]>;
    detail: unknown;
    templateId: bigint | null;
    promiseHours: Generated<number>;
    priceMinFen: bigint | null;
    priceMaxFen: bigint | null;
    soldCount: Generated<number>;
    version: Generated<number>;
    submittedAt: Date | null;
    listedAt: Date | null;
    createdAt: Date;
  };
  "catalog.skus": {
    id: bigint;
    productId: bigint;
    shopId: bigint;
    options: unknown;
    code: Generated<string>;
    priceFen: bigint;
    marketPriceFen: bigint;
    weightGrams: Generated<number>;
    perBuyerLimit: number | null;
    pictureKey: string | null;
    isOn: Generated<boolean>;
  };
  "catalog.skusForSale": {
    id: bigint | null;
    productId: bigint | null;
    shopId: bigint | null;
    isOn: boolean | null;
    status: string | null;
    shopState: string | null;
    productVersion: number | null;
    titleZh: string | null;
    titleEn: string | null;
    options: unknown;
    pictureKey: string | null;
    priceFen: bigint | null;
    perBuyerLimit: number | null;
    weightGrams: number | null;
    freightKind: string | null;
    freightRules: unknown;
    promiseHours: number | null;
    confirmDays: number | null;
  };
  "fulfilment.parcels": {
    id: bigint;
    orderId: bigint;
    shopId: bigint;
    carrier: string;
    waybillNo: string;
    state:
      | "planned"
      | "labelled"
      | "handed_over"
      | "in_transit"
      | "delivering"
      | "signed"
      | "refused"
      | "returned"
      | "cancelled"
      | "lost";
    lines: unknown;
    registeredAt: Date | null;
    shippedAt: Date;
    signedAt: Date | null;
    createdBy: bigint;
  };
  "fulfilment.scans": {
    parcelId: bigint;
    status: string;
    place: Generated<string>;
    note: Generated<string>;
    scannedAt: Date;
  };
  "growth.orderFacts": {
    orderId: bigint;
    buyerId: bigint;
    shopId: bigint;
    creatorId: bigint | null;
    roomId: bigint | null;
    channel: string;
    scene: string;
    paidFen: bigint;
    refundedFen: Generated<bigint>;
    isFirst: boolean;
    paidAt: Date;
  };
  "identity.addresses": {
    id: bigint;
    personId: bigint;
    sealed: Buffer;
    regionCodes: string[];
    regionNames: string[];
    isDefault: Generated<boolean>;
    createdAt: Date;
  };
  "identity.codes": {
    id: bigint;
    phoneIndex: Buffer;
    codeHash: Buffer;
    purpose: "sign_in" | "step_up";
    tries: Generated<number>;
    usedAt: Date | null;
    expiresAt: Date;
    createdAt: Date;
  };
  "identity.creators": {
    personId: bigint;
    name: string;
    bio: Generated<string>;
    avatarKey: string | null;
    createdAt: Date;
  };
  "identity.notices": {
    id: bigint;
    personId: bigint;
    kind: string;
    params: unknown;
    link: string | null;
    readAt: Date | null;
    createdAt: Date;
  };
  "identity.people": {
    id: bigint;
    phoneIndex: Buffer | null;
    phoneSealed: Buffer | null;
    nickname: string;
    avatarKey: string | null;
    realNameLevel: Generated<number>;
    realNameSealed: Buffer | null;
    ageBand: Generated<"unknown" | "under_8" | "8_15" | "16_17" | "adult">;
    state: Generated<"active" | "frozen" | "closing" | "erased">;
    createdAt: Date;
    realNameIndex: Buffer | null;
  };
  "identity.roleGrants": {
    id: bigint;
    personId: bigint;
    scope: "shop" | "platform";
    scopeId: Generated<bigint>;
    role: string;
    grantedBy: bigint;
    until: Date | null;
    createdAt: Date;
  };
  "identity.sessions": {
    id: bigint;
    tokenHash: Buffer;
    personId: bigint;
    transport: "cookie" | "bearer";
    provedAt: Date;
    seenAt: Date;
    expiresAt: Date;
    revokedAt: Date | null;
  };
  "inventory.movements": {
    id: bigint;
    requestId: string;
    skuId: bigint;
    placeId: bigint;
    kind: "receive" | "adjust" | "move" | "ship" | "return_in" | "scrap";
    quantity: number;
    ref: string;
    actor: string;
    happenedAt: Date;
  };
  "inventory.places": {
    id: bigint;
    shopId: bigint;
    kind: "warehouse" | "slice";
    name: string;
    isDefault: Generated<boolean>;
  };
  "inventory.positions": {
    skuId: bigint;
    placeId: bigint;
    shopId: bigint;
    onHand: Generated<number>;
    reserved: Generated<number>;
    isSlice: Generated<boolean>;
    isOpen: Generated<boolean>;
  };
  "inventory.reservations": {
    orderId: bigint;
    lineId: bigint;
    skuId: bigint;
    placeId: bigint;
    quantity: number;
    state: "held" | "committed" | "consumed" | "released";
    shipped: Generated<number>;
  };
  "inventory.skuProducts": {
    skuId: bigint | null;
    productId: bigint | null;
  };
  "inventory.slices": {
    placeId: bigint;
    shopId: bigint;
    skuId: bigint;
    homeId: bigint;
    ownerKind: "flash" | "room";
    ownerId: bigint;
    pieces: number;
    returned: Generated<number>;
    hasLine: Generated<boolean>;
    openedAt: Date;
    closedAt: Date | null;
  };
  "inventory.waits": {
    id: bigint;
    skuId: bigint;
    sliceId: bigint | null;
    personId: bigint;
    quantity: number;
    state: "waiting" | "offered" | "taken" | "lapsed" | "left";
    offeredUntil: Date | null;
    askedAt: Date;
  };
  "ledger.accounts": {
    key: string;
    kind:
      | "buyers"
      | "paid_out"
      | "own"
      | "held"
      | "disputed"
      | "due"
      | "reserve"
      | "deposit"
      | "owed"
      | "budget"
      | "clearing_refund"
      | "clearing_payout"
      | "fee"
      | "loss"
      | "rounding"
      | "suspense";
    owner: string;
    hasFloor: boolean;
  };
  "ledger.balances": {
    account: string;
    postedFen: Generated<bigint>;
    reservedFen: Generated<bigint>;
  };
  "ledger.orderBooks": {
    orderId: bigint;
    shopId: bigint;
    paidFen: bigint;
    subsidyFen: Generated<bigint>;
    refundedFen: Generated<bigint>;
    releasedFen: Generated<bigint>;
    releasing: Generated<boolean>;
    releases: Generated<number>;
    bookedAt: Date;
  };
  "ledger.orderLines": {
    orderId: bigint;
    lineId: bigint;
    paidFen: bigint;
    goodsFen: bigint;
    refundedFen: Generated<bigint>;
    reversedGoodsFen: Generated<bigint>;
    releasedGoodsFen: bigint | null;
  };
  "ledger.pendings": {
    transferId: string;
    dueAt: Date;
    resolved: Generated<boolean>;
  };
  "ledger.resolutions": {
    transferId: string;
    outcome: "posted" | "voided" | "expired";
    happenedAt: Date;
  };
  "ledger.shares": {
    orderId: bigint;
    lineId: bigint;
    payee: string;
    bp: number;
    fen: bigint;
    returnedFen: Generated<bigint>;
    reason: string;
  };
  "ledger.transfers": {
    id: string;
    posting: string;
    fromAccount: string;
    toAccount: string;
    fen: bigint;
    kind: string;
    state: Generated<"posted" | "pending">;
    ref: string;
    actor: string;
    happenedAt: Date;
  };
  "live.itemActions": {
    roomId: bigint;
    productId: bigint;
    visitor: string;
    kind: "exposure" | "click";
    times: Generated<number>;
    firstAt: Date;
  };
  "live.likers": {
    roomId: bigint;
    visitor: string;
    times: bigint;
  };
  "live.lines": {
    roomId: bigint;
    told: Generated<bigint>;
  };
  "live.messages": {
    id: bigint;
    roomId: bigint;
    personId: bigint;
    requestId: string;
    name: string;
    badge: "viewer" | "host" | "moderator" | "buyer";
    text: string;
    replyTo: bigint | null;
    removedBy: bigint | null;
    removedAt: Date | null;
    sentAt: Date;
  };
  "live.minutes": {
    roomId: bigint;
    at: Date;
    online: number;
  };
  "live.moderators": {
    roomId: bigint;
    personId: bigint;
    addedBy: bigint;
    addedAt: Date;
  };
  "live.mutes": {
    id: bigint;
    roomId: bigint;
    personId: bigint;
    kind: "mute" | "ban";
    reason: string;
    until: Date | null;
    createdBy: bigint;
    createdAt: Date;
    liftedBy: bigint | null;
    liftedAt: Date | null;
  };
  "live.pins": {
    id: bigint;
    roomId: bigint;
    productId: bigint;
    openedBy: bigint;
    openedAt: Date;
    mediaMs: Generated<bigint>;
    soldOutAt: Date | null;
    closedBy: bigint | null;
    closedAt: Date | null;
  };
  "live.presence": {
    roomId: bigint;
    gateway: string;
    online: number;
    seenAt: Date;
  };
  "live.reservations": {
    roomId: bigint;
    personId: bigint;
    createdAt: Date;
  };
  "live.roomWords": {
    roomId: bigint;
    word: string;
  };
  "live.rooms": {
    id: bigint;
    creatorId: bigint;
    title: string;
    intro: Generated<string>;
    coverKey: string | null;
    state: "draft" | "announced" | "ready" | "live" | "interrupted" | "ended" | "cancelled" | "archived";
    whyEnded: string | null;
    plannedAt: Date | null;
    streamId: bigint;
    recordingId: bigint | null;
    startedAt: Date | null;
    interruptedAt: Date | null;
    endedAt: Date | null;
    likes: Generated<bigint>;
    version: Generated<number>;
    isStanding: Generated<boolean>;
    readyAt: Date | null;
    remindedAt: Date | null;
    recordedMs: Generated<bigint>;
    recordingSince: Date | null;
    createdAt: Date;
  };
  "live.saleLines": {
    orderId: bigint;
    lineId: bigint;
    productId: bigint;
    paidFen: bigint;
  };
  "live.sales": {
    orderId: bigint;
    roomId: bigint;
    buyerId: bigint;
    productIds: bigint[];
    placedFen: bigint;
    paidFen: Generated<bigint>;
    refundedFen: Generated<bigint>;
    placedAt: Date;
    paidAt: Date | null;
  };
  "live.shelfItems": {
    roomId: bigint;
    productId: bigint;
    shopId: bigint;
    number: number;
    position: number;
    addedAt: Date;
    removedAt: Date | null;
    shown: Generated<string>;
  };
  "live.summaries": {
    roomId: bigint;
    figures: unknown;
    madeAt: Date;
  };
  "live.visits": {
    roomId: bigint;
    visitor: string;
    views: Generated<number>;
    seconds: Generated<number>;
    firstAt: Date;
    lastAt: Date;
  };
  "media.publishLog": {
    id: bigint;
    streamId: bigint | null;
    outcome: "started" | "stopped" | "refused";
    why: Generated<string>;
    remote: string;
    happenedAt: Date;
  };
  "media.recordings": {
    id: bigint;
    streamId: bigint;
    state: "recording" | "ready" | "empty";
    durationMs: Generated<bigint>;
    startedAt: Date;
    finishedAt: Date | null;
  };
  "media.streamKeys": {
    id: bigint;
    streamId: bigint;
    keyHash: Buffer;
    lastFour: string;
    expiresAt: Date;
    revokedAt: Date | null;
    createdBy: bigint;
    createdAt: Date;
  };
  "media.streams": {
    id: bigint;
    ownerId: bigint;
    state: "idle" | "publishing" | "interrupted" | "ended";
    clipPath: string | null;
    sessionId: string | null;
    startedAt: Date | null;
    interruptedAt: Date | null;
    endedAt: Date | null;
    createdAt: Date;
  };
  "media.uploads": {
    id: bigint;
    ownerId: bigint;
    kind: string;
    state: "ready" | "rejected" | "removed";
    storageKey: string;
    width: number;
    height: number;
    bytes: number;
    sha256: Buffer;
    createdAt: Date;
  };
  "orders.checkouts": {
    id: bigint;
    buyerId: bigint;
    requestId: string;
    fingerprint: Buffer;
    payableFen: bigint;
    createdAt: Date;
  };
  "orders.history": {
    orderId: bigint;
    id: bigint;
    state: string;
    byWhom: string;
    why: Generated<string>;
    happenedAt: Date;
  };
  "orders.lines": {
    id: bigint;
    orderId: bigint;
    buyerId: bigint;
    productId: bigint;
    productVersion: number;
    skuId: bigint;
    quantity: number;
    unitFen: bigint;
    discountFen: Generated<bigint>;
    freightFen: Generated<bigint>;
    paidFen: bigint;
    shipped: Generated<number>;
    refundedFen: Generated<bigint>;
    snapshot: unknown;
    trail: unknown;
    dealId: bigint | null;
  };
  "orders.orders": {
    id: bigint;
    checkoutId: bigint;
    buyerId: bigint;
    shopId: bigint;
    state:
      | "unpaid"
      | "closing"
      | "gift_unclaimed"
      | "group_forming"
      | "voucher"
      | "to_ship"
      | "partly_shipped"
      | "to_receive"
      | "done"
      | "oversold"
      | "all_refunded"
      | "unpaid_closed";
    goodsFen: bigint;
    discountFen: Generated<bigint>;
    freightFen: Generated<bigint>;
    payableFen: bigint;
    grantId: bigint | null;
    refundedFen: Generated<bigint>;
    receiverSealed: Buffer;
    regionNames: string[];
    note: Generated<string>;
    scene: "other" | "live" | "video" | "share" | "showcase" | "article";
    channel: "own" | "ads" | "linked" | "public";
    roomId: bigint | null;
    pinId: bigint | null;
    creatorId: bigint | null;
    promiseHours: number;
    confirmDays: number;
    payBy: Date;
    placedAt: Date;
    paidAt: Date | null;
    shippedAt: Date | null;
    signedAt: Date | null;
    confirmBy: Date | null;
    extended: Generated<boolean>;
    openCaseId: bigint | null;
    endedAt: Date | null;
    version: Generated<number>;
  };
  "payments.captures": {
    provider: string;
    providerRef: string;
    intentId: bigint;
    fen: bigint;
    applied: boolean;
    capturedAt: Date;
  };
  "payments.cases": {
    id: bigint;
    kind: "mismatch" | "unknown_number" | "abnormal_refund" | "failed_split";
    subject: string;
    fen: bigint;
    note: string;
    closedAt: Date | null;
    createdAt: Date;
  };
  "payments.inbox": {
    provider: string;
    eventId: string;
    kind: string;
    outcome: string;
    body: string;
    receivedAt: Date;
  };
  "payments.intents": {
    id: bigint;
    purpose: "checkout" | "deposit";
    subjectId: bigint;
    payerId: bigint;
    provider: string;
    outTradeNo: string;
    fen: bigint;
    parts: unknown;
    state: "created" | "submitted" | "closing" | "closed" | "captured" | "failed" | "quarantined";
    payUrl: string | null;
    providerRef: string | null;
    expiresAt: Date;
    lookAt: Date;
    looks: Generated<number>;
    createdAt: Date;
    capturedAt: Date | null;
  };
  "payments.paidOrders": {
    orderId: bigint;
    intentId: bigint;
    providerRef: string;
  };
  "payments.refunds": {
    id: bigint;
    outRefundNo: string;
    intentId: bigint;
    orderId: bigint | null;
    caseId: bigint | null;
    fen: bigint;
    why: "aftersale" | "late" | "second" | "mismatch";
    providerRef: string;
    state: "requested" | "processing" | "succeeded" | "closed" | "abnormal";
    attempts: Generated<number>;
    lookAt: Date;
    looks: Generated<number>;
    createdAt: Date;
    succeededAt: Date | null;
  };
  "payments.splits": {
    id: bigint;
    outOrderNo: string;
    intentId: bigint;
    orderId: bigint;
    receivers: unknown;
    state: "requested" | "processing" | "succeeded" | "failed";
    attempts: Generated<number>;
    lookAt: Date;
    looks: Generated<number>;
    createdAt: Date;
  };
  "platform.auditRows": {
    id: bigint;
    actorId: bigint;
    action: string;
    subject: string;
    scope: "shop" | "platform" | "room";
    scopeId: bigint | null;
    reason: string;
    detail: unknown;
    happenedAt: Date;
  };
  "platform.cursors": {
    consumer: string;
    seen: string;
    target: string | null;
    lastId: Generated<bigint>;
  };
  "platform.events": {
    id: GeneratedAlways<bigint>;
    xid: Generated<string>;
    topic: string;
    payload: unknown;
    happenedAt: Date;
  };
  "platform.idempotency": {
    space: string;
    key: string;
    fingerprint: Buffer;
    status: number;
    body: string;
    createdAt: Date;
  };
  "platform.migrations": {
    number: number;
    name: string;
    sha256: string;
    appliedAt: Generated<Date>;
  };
  "platform.seeds": {
    name: string;
    begunAt: Generated<Date>;
    finishedAt: Date | null;
  };
  "platform.settings": {
    name: string;
    value: unknown;
    updatedAt: Date;
  };
  "promotions.coupons": {
    id: bigint;
    shopId: bigint;
    nameZh: string;
    nameEn: string;
    kind: string;
    offFen: bigint;
    fromFen: bigint;
    total: number;
    claimed: Generated<number>;
    perPerson: Generated<number>;
    state: "editing" | "valid" | "expired" | "void" | "deleted";
    startsAt: Date;
    endsAt: Date;
    createdAt: Date;
  };
  "promotions.dealSales": {
    lineId: bigint;
    dealId: bigint;
    orderId: bigint;
    buyerId: bigint;
    quantity: number;
    paidFen: bigint;
    state: "unpaid" | "paid" | "closed" | "refunded";
  };
  "promotions.deals": {
    id: bigint;
    shopId: bigint;
    productId: bigint;
    skuId: bigint;
    roomId: bigint | null;
    priceFen: bigint;
    listFen: bigint;
    pieces: number;
    perBuyer: number;
    verifiedOnly: boolean;
    takesCoupons: boolean;
    admission: "open" | "line";
    isHidden: boolean;
    revealedAt: Date | null;
    state: "scheduled" | "running" | "ended" | "stopped";
    startsAt: Date;
    endsAt: Date;
    whyEnded: string | null;
    endedAt: Date | null;
    version: Generated<number>;
    createdBy: bigint;
    createdAt: Date;
  };
  "promotions.entries": {
    dealId: bigint;
    personId: bigint;
    rank: bigint;
    state: "waiting" | "admitted" | "used" | "lapsed";
    enteredAt: Date;
    admittedUntil: Date | null;
  };
  "promotions.grants": {
    id: bigint;
    couponId: bigint;
    personId: bigint;
    ordinal: number;
    state: "unused" | "locked" | "used" | "expired";
    orderId: bigint | null;
    claimedAt: Date;
    usedAt: Date | null;
  };
  "promotions.proofs": {
    digest: Buffer;
    goodUntil: Date;
  };
  "safety.actors": {
    id: bigint | null;
    nickname: string | null;
  };
  "safety.words": {
    word: string;
    action: "refuse" | "mask";
    addedBy: bigint;
    createdAt: Date;
  };
  "settlement.bills": {
    orderId: bigint;
    shopId: bigint;
    tier: "risk" | "new" | "c" | "s" | "a" | "b";
    days: number;
    reserveBp: number;
    feeBp: number;
    state: "waiting" | "due" | "held" | "releasing" | "released" | "cancelled";
    completedAt: Date | null;
    dueAt: Date | null;
    releasedAt: Date | null;
    reserveFen: Generated<bigint>;
    reserveUntil: Date | null;
    createdAt: Date;
  };
  "settlement.flows": {
    id: bigint;
    payee: string;
    orderId: bigint | null;
    fen: bigint;
    kind: "income" | "fee" | "commission" | "refund" | "reserve" | "reserve_back" | "deposit";
    reason: unknown;
    source: string;
    happenedAt: Date;
  };
  "shops.deposits": {
    id: bigint;
    shopId: bigint;
    intentId: bigint | null;
    fen: bigint;
    state: "waiting" | "paid" | "closed";
    createdAt: Date;
  };
  "shops.shops": {
    id: bigint;
    ownerId: bigint;
    name: string;
    intro: Generated<string>;
    kind: "enterprise" | "household" | "individual";
    licenceNumber: string | null;
    licenceUploadId: bigint | null;
    logoKey: string | null;
    state:
      | "draft"
      | "submitted"
      | "checking"
      | "waiting_provider"
      | "rejected"
      | "open"
      | "paused"
      | "limited"
      | "frozen"
      | "closing"
      | "closed";
    reviewReasons: Generated<unknown>;
    depositNeedFen: Generated<bigint>;
    score: number | null;
    level: Generated<number>;
    tier: Generated<"risk" | "new" | "c" | "s" | "a" | "b">;
    feeBp: Generated<number>;
    splitCapBp: Generated<number>;
    paidOrders: Generated<number>;
    paidFen: Generated<bigint>;
    openedAt: Date | null;
    version: Generated<number>;
    createdAt: Date;
  };
};
