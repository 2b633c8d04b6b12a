export const matchesPhone = (phone: string): boolean => /^1[3-9]\d{9}$/.test(phone);

/** 13812345678 → 138****5678, for where others may look over one's shoulder. */
export const maskedPhone = (phone: string): string => phone.replace(/^(\d{3})\d+(\d{4})$/, "$1****$2");
