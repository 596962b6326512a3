// A draft in IndexedDB, with the durability ours has, so that the peers do the same work per key.
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('drafts', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('drafts');
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export const save = async (answers) => {
  const store = (await opened).transaction('drafts', 'readwrite', { durability: 'strict' }).objectStore('drafts');
  store.put(JSON.parse(JSON.stringify(answers)), 'form');
};

export const load = async () => {
  const request = (await opened).transaction('drafts').objectStore('drafts').get('form');
  return new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
};
